using System.Collections.Immutable;
using Ledger.Cli.Invocation;
using Ledger.Client;
using Ledger.Client.Answers;
using Ledger.Client.Reports;
using Ledger.Client.Tokens;
using Ledger.Model.Values;

namespace Ledger.Cli.Reports;

/// <summary><c>ledger report positions</c>: what members hold of each other's tokens.</summary>
internal sealed class ReportPositionsCommand : ReportCommand<PositionLine>
{
    public ReportPositionsCommand()
        : base(
            "positions",
            "Says what each member's treasury holds of other members' tokens as claims, against what the two agreed, with the "
            + "transactions behind each figure. For members and auditors.",
            "ledger report positions --height 120 --output csv --certificate auditor.pem",
            details: new("--changes") { Description = "Each change of each position, with the transactions that made it." })
    {
    }

    protected override Task<Answer<ImmutableArray<PositionLine>>> AskAsync(
        LedgerClient client, Height? height, CancellationToken cancellationToken) =>
        client.ReportPositionsAsync(height, cancellationToken);

    protected override void Print(CommandRun run, ImmutableArray<PositionLine> lines) => run.Printer.Rows(
        lines,
        new("holder", line => line.Holder),
        new("treasuryOf", line => line.HolderToken.ToString(), IsSpare: true),
        new("issuer", line => line.Issuer),
        new("token", line => line.Token.ToString()),
        new("amount", line => AmountText.Write(line.Units, line.Scale), IsNumber: true),
        new("limit", line => AmountText.Write(line.Limit, line.Scale), IsNumber: true),
        new("usedPercent", line => Percent(line.Units, line.Limit), IsNumber: true, IsSpare: true),
        new("transactions", line => Write(run, line.Changes.SelectMany(change => change.Transactions)), IsNumber: true));

    protected override void PrintDetails(CommandRun run, ImmutableArray<PositionLine> lines) => run.Printer.Rows(
        [.. lines.SelectMany(line => line.Changes, (line, change) => (Line: line, Change: change))],
        new("holder", row => row.Line.Holder),
        new("treasuryOf", row => row.Line.HolderToken.ToString(), IsSpare: true),
        new("token", row => row.Line.Token.ToString()),
        new("height", row => row.Change.Height.Value, IsNumber: true),
        new("time", row => row.Change.Time),
        new("amount", row => AmountText.Write(row.Change.Units, row.Line.Scale), IsNumber: true),
        new("transactions", row => Write(run, row.Change.Transactions), IsNumber: true));
}
