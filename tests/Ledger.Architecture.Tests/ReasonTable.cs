using System.Text.RegularExpressions;

namespace Ledger.Architecture.Tests;

/// <summary>The tables of tests/README.md that name tests, read from the page itself.</summary>
internal static partial class ReasonTable
{
    private const string ReasonHeading = "## Where each reason is provoked";

    /// <summary>Every reason of the table with each test that its row names.</summary>
    public static IReadOnlyList<(string Reason, NamedTest Test)> Reasons() =>
    [
        .. Rows(ReasonHeading).SelectMany(row => Quoted(row[0]).SelectMany(
            reason => TestsOf(row[1]).Select(test => (reason, test)))),
    ];

    /// <summary>Every test that a row of any table on the page names.</summary>
    public static IReadOnlyList<NamedTest> Tests() => [.. Rows(null).SelectMany(row => TestsOf(row[1]))];

    /// <summary>The cells of all rows under a heading, or on the whole page.</summary>
    private static IEnumerable<string[]> Rows(string? heading)
    {
        var isUnder = heading is null;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "README.md")))
        {
            if (heading is not null && line.StartsWith("## ", StringComparison.Ordinal))
                isUnder = string.Equals(line, heading, StringComparison.Ordinal);
            var cells = line.Split('|', StringSplitOptions.TrimEntries);
            if (isUnder && cells.Length == 4 && cells[2].Contains("Tests.", StringComparison.Ordinal))
                yield return [cells[1], cells[2]];
        }
    }

    /// <summary>A name without its class is of the class named before it.</summary>
    private static IEnumerable<NamedTest> TestsOf(string cell)
    {
        var className = string.Empty;
        foreach (var name in Quoted(cell))
        {
            var parts = name.Split('.');
            className = parts.Length > 1 ? parts[^2] : className;
            yield return new(className, parts[^1]);
        }
    }

    private static IEnumerable<string> Quoted(string cell) =>
        QuotedName().Matches(cell).Select(match => match.Groups["name"].Value);

    [GeneratedRegex("`(?<name>[A-Za-z0-9_.]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QuotedName();
}

/// <summary>A test as a table names it.</summary>
internal readonly record struct NamedTest(string Class, string Method)
{
    /// <summary>The text of the file that holds it; empty if there is no such test.</summary>
    public string Source()
    {
        var folder = Path.Combine(Repository.Root, "tests");
        var files = Directory.EnumerateFiles(folder, $"{Class}.cs", SearchOption.AllDirectories);
        var method = $" {Method}(";
        return files.Select(File.ReadAllText)
            .FirstOrDefault(text => text.Contains(method, StringComparison.Ordinal)) ?? string.Empty;
    }
}
