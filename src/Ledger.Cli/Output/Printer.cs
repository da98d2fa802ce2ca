using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ledger.Cli.Output;

/// <summary>
/// Prints results in the format that was asked for; the same columns give table, JSON, JSON lines and CSV.
/// </summary>
/// <param name="width">Of the terminal; null if it is none.</param>
internal sealed class Printer(OutputFormat format, TextWriter output, int? width)
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Compact = new() { Encoder = Indented.Encoder };

    /// <summary>Whether a value may be a list.</summary>
    public bool HasLists => format is OutputFormat.Json or OutputFormat.Jsonl;

    public bool IsForPeople => format == OutputFormat.Table;

    /// <summary>Rows of one kind: a table, a JSON array, or a line for each.</summary>
    public void Rows<T>(IReadOnlyCollection<T> rows, params ReadOnlySpan<Column<T>> columns)
    {
        switch (format)
        {
            case OutputFormat.Table:
                WriteTable(rows, columns);
                break;
            case OutputFormat.Json:
                output.WriteLine(ArrayOf(rows, columns).ToJsonString(Indented));
                break;
            case OutputFormat.Csv:
                WriteCsv(rows, columns);
                break;
            default:
                foreach (var row in rows)
                    output.WriteLine(ObjectOf(row, columns).ToJsonString(Compact));
                break;
        }
    }

    /// <summary>Rows as a value of a record; for formats that have lists.</summary>
    public static JsonArray ArrayOf<T>(IEnumerable<T> rows, params ReadOnlySpan<Column<T>> columns)
    {
        var array = new JsonArray();
        foreach (var row in rows)
            array.Add(ObjectOf(row, columns));
        return array;
    }

    /// <summary>One thing: its values below each other, or a JSON object.</summary>
    public void Record<T>(T record, params ReadOnlySpan<Column<T>> columns)
    {
        if (format == OutputFormat.Csv)
        {
            WriteCsv([record], columns);
            return;
        }

        if (format != OutputFormat.Table)
        {
            var options = format == OutputFormat.Json ? Indented : Compact;
            output.WriteLine(ObjectOf(record, columns).ToJsonString(options));
            return;
        }

        var lines = new List<(string, string)>(columns.Length);
        foreach (var column in columns)
        {
            if (column.Read(record) is { } value)
                lines.Add((ColumnText.Spaced(column.Name), ColumnText.Of(value)));
        }

        new Table(output, width).WriteRecord(lines);
    }

    /// <summary>One thing of an endless stream: a line, whatever the format.</summary>
    public void Line<T>(T record, Func<T, string> text, params ReadOnlySpan<Column<T>> columns) =>
        output.WriteLine(IsForPeople ? text(record) : ObjectOf(record, columns).ToJsonString(Compact));

    /// <summary>One thing that is JSON already; people get it spread over lines.</summary>
    public void Document(JsonElement document) =>
        output.WriteLine(JsonSerializer.Serialize(document, format == OutputFormat.Jsonl ? Compact : Indented));

    /// <summary>A sentence for people; other formats have no place for it.</summary>
    public void Say(string text)
    {
        if (IsForPeople)
            output.WriteLine(text);
    }

    private void WriteTable<T>(IReadOnlyCollection<T> rows, ReadOnlySpan<Column<T>> columns)
    {
        var heads = new List<Table.Head>(columns.Length);
        foreach (var column in columns)
            heads.Add(new(ColumnText.Spaced(column.Name), column.IsNumber, column.IsSpare));
        var lines = new List<string[]>(rows.Count);
        foreach (var row in rows)
        {
            var cells = new string[columns.Length];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = ColumnText.Of(columns[i].Read(row));
            lines.Add(cells);
        }

        new Table(output, width).Write(heads, lines);
    }

    /// <summary>RFC 4180: a head, then a line for each, both ended by CR and LF.</summary>
    private void WriteCsv<T>(IReadOnlyCollection<T> rows, ReadOnlySpan<Column<T>> columns)
    {
        var cells = new string[columns.Length];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = Quoted(columns[i].Name);
        output.Write(string.Join(',', cells) + "\r\n");
        foreach (var row in rows)
        {
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Quoted(ColumnText.Of(columns[i].Read(row)));
            output.Write(string.Join(',', cells) + "\r\n");
        }
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private static JsonObject ObjectOf<T>(T row, ReadOnlySpan<Column<T>> columns)
    {
        var json = new JsonObject();
        foreach (var column in columns)
            json[column.Name] = ColumnText.JsonOf(column.Read(row));
        return json;
    }
}
