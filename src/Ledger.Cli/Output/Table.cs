namespace Ledger.Cli.Output;

/// <summary>
/// Rows for people. What does not fit a terminal is not cut: first columns that can be spared go, and it says which; if
/// that is not enough, each row becomes a record of one value a line.
/// </summary>
/// <param name="width">Of the terminal; null where nobody looks, and all of it is printed.</param>
internal sealed class Table(TextWriter output, int? width)
{
    private const string Gap = "   ";

    public void Write(IReadOnlyList<Head> heads, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            output.WriteLine("None.");
            return;
        }

        var filled = Enumerable.Range(0, heads.Count).Where(i => rows.Any(row => row[i].Length > 0)).ToList();
        var shown = filled.ToList();
        while (!Fits() && shown.FindLastIndex(i => heads[i].IsSpare) is >= 0 and var spare)
            shown.RemoveAt(spare);
        if (!Fits())
        {
            WriteRecords(filled, heads, rows);
            return;
        }

        WriteLines(shown, heads, rows);
        if (shown.Count < filled.Count)
        {
            var names = string.Join(", ", filled.Except(shown).Select(i => heads[i].Name));
            output.WriteLine($"Not shown: {names} (a wider terminal has room for all, and so has --output json).");
        }

        bool Fits() => width is null || WidthOf(shown, heads, rows) <= width;
    }

    /// <summary>Names and values below each other.</summary>
    public void WriteRecord(IReadOnlyCollection<(string Name, string Value)> lines)
    {
        var names = lines.Max(line => (int?)line.Name.Length) ?? 0;
        foreach (var (name, value) in lines)
            output.WriteLine($"{name.PadRight(names)}{Gap}{value}");
    }

    private static int WidthOf(int column, IReadOnlyList<Head> heads, IReadOnlyList<string[]> rows) =>
        Math.Max(heads[column].Name.Length, rows.Max(row => row[column].Length));

    private static int WidthOf(List<int> columns, IReadOnlyList<Head> heads, IReadOnlyList<string[]> rows) =>
        columns.Sum(column => WidthOf(column, heads, rows) + Gap.Length) - Gap.Length;

    private void WriteLines(List<int> columns, IReadOnlyList<Head> heads, IReadOnlyList<string[]> rows)
    {
        var widths = columns.ToDictionary(column => column, column => WidthOf(column, heads, rows));
        void WriteLine(Func<int, string> cell) => output.WriteLine(string.Join(Gap, columns.Select(column =>
            heads[column].IsNumber ? cell(column).PadLeft(widths[column]) : cell(column).PadRight(widths[column]))).TrimEnd());

        WriteLine(column => heads[column].Name);
        output.WriteLine(new string('─', WidthOf(columns, heads, rows)));
        foreach (var row in rows)
            WriteLine(column => row[column]);
    }

    private void WriteRecords(List<int> columns, IReadOnlyList<Head> heads, IReadOnlyList<string[]> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            if (i > 0)
                output.WriteLine();
            WriteRecord([.. columns.Where(column => rows[i][column].Length > 0).Select(column => (heads[column].Name, rows[i][column]))]);
        }
    }

    /// <param name="IsSpare">Goes first where there is no room; of several the last.</param>
    internal readonly record struct Head(string Name, bool IsNumber, bool IsSpare);
}
