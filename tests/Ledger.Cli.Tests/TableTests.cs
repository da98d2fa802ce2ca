using Ledger.Cli.Output;

namespace Ledger.Cli.Tests;

/// <summary>What people see of rows, on terminals of any width.</summary>
public sealed class TableTests
{
    private static readonly Row[] Rows = [new("air", 5, "longest", null), new("café", 1_234, "x", null)];

    [Fact]
    public void Rows_WhereThereIsRoom_AreATableWithoutWhatIsEmpty() => Assert.Equal(
        """
        name   amount   note
        ───────────────────────
        air         5   longest
        café     1234   x

        """,
        Print(23, isSpare: true));

    [Fact]
    public void Rows_WithoutRoomForASpareColumn_LeaveItOutAndSaySo() => Assert.Equal(
        """
        name   amount
        ─────────────
        air         5
        café     1234
        Not shown: note (a wider terminal has room for all, and so has --output json).

        """,
        Print(22, isSpare: true));

    [Fact]
    public void Rows_WithoutRoomForWhatIsNeeded_AreRecordsOfAll() => Assert.Equal(
        """
        name     air
        amount   5
        note     longest

        name     café
        amount   1234
        note     x

        """,
        Print(22, isSpare: false));

    [Fact]
    public void Rows_WhereNobodyLooks_AreWholeHoweverWide()
    {
        var longest = new string('x', 1_000);

        var printed = Print(null, isSpare: true, new Row("air", 5, longest, null));

        Assert.Contains(longest, printed, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_OfNothing_AreSaidToBeNone() => Assert.Equal("None.\n", Print(80, isSpare: true, []));

    private static string Print(int? width, bool isSpare) => Print(width, isSpare, Rows);

    private static string Print(int? width, bool isSpare, params Row[] rows)
    {
        var output = new StringWriter { NewLine = "\n" };
        new Printer(OutputFormat.Table, output, width).Rows<Row>(
            rows,
            new("name", row => row.Name),
            new("amount", row => row.Amount, IsNumber: true),
            new("note", row => row.Note, IsSpare: isSpare),
            new("reason", row => row.Reason));
        return output.ToString();
    }

    private sealed record Row(string Name, int Amount, string Note, string? Reason);
}
