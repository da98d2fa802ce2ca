using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Client.Reports;
using Ledger.Client.Tokens;
using Ledger.Model.Values;

namespace Ledger.Cli.Reports;

/// <summary><c>ledger report positions</c>: what members hold of each other's tokens.</summary>
internal sealed class ReportPositionsCommand : LedgerCommand
{
    private readonly Option<bool> _changes = new("--changes")
    {
        Description = "Each change of each position, with the transactions that made it.",
    };

    private readonly ConnectionOptions _connection = new();
    private readonly ReportOptions _report = new();

    public ReportPositionsCommand()
        : base(
            "positions",
            "Says what each member's treasury holds of other members' tokens as claims, against what the two agreed, with the "
            + "transactions behind each figure. For members and auditors.",
            "ledger report positions --height 120 --output csv --certificate auditor.pem")
    {
        Options.Add(_changes);
        _report.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.Connect(run);
        var lines = (await client.ReportPositionsAsync(_report.Read(run), cancellationToken)).Value;
        if (run.Get(_changes))
            PrintChanges(run, lines);
        else
            Print(run, lines);
        return ExitCode.Done;
    }

    private static void Print(CommandRun run, IReadOnlyCollection<PositionLine> lines) => run.Printer.Rows(
        lines,
        new("holder", line => line.Holder),
        new("treasuryOf", line => line.HolderToken.ToString()),
        new("issuer", line => line.Issuer),
        new("token", line => line.Token.ToString()),
        new("amount", line => AmountText.Write(line.Units, line.Scale), IsNumber: true),
        new("limit", line => AmountText.Write(line.Limit, line.Scale), IsNumber: true),
        new("usedPercent", line => Percent(line.Units, line.Limit), IsNumber: true),
        new("transactions", line => ReportOptions.Of(run, line.Changes.SelectMany(change => change.Transactions)), IsNumber: true));

    private static void PrintChanges(CommandRun run, IEnumerable<PositionLine> lines) => run.Printer.Rows(
        [.. lines.SelectMany(line => line.Changes, (line, change) => (Line: line, Change: change))],
        new("holder", row => row.Line.Holder),
        new("treasuryOf", row => row.Line.HolderToken.ToString()),
        new("token", row => row.Line.Token.ToString()),
        new("height", row => row.Change.Height.Value, IsNumber: true),
        new("time", row => row.Change.Time),
        new("amount", row => AmountText.Write(row.Change.Units, row.Line.Scale), IsNumber: true),
        new("transactions", row => ReportOptions.Of(run, row.Change.Transactions), IsNumber: true));

    /// <summary>Rounded down; none where nothing is agreed.</summary>
    internal static object? Percent(Amount used, Amount limit) =>
        limit.IsZero ? null : (ulong)((UInt128)used.Units * 100 / limit.Units);
}
