using Ledger.Cli.Invocation;
using Ledger.Cli.Output;
using Ledger.Client.Nodes;

namespace Ledger.Cli.Node;

/// <summary><c>ledger node why-stalled</c>: who is missing, and since when.</summary>
internal sealed class NodeWhyStalledCommand : LedgerCommand
{
    private static readonly Column<ValidatorReport>[] Columns =
    [
        new("validator", each => each.Name),
        new("leader", each => each.IsLeader, IsSpare: true),
        new("connected", each => each.IsConnected),
        new("since", each => each.ConnectedSince, IsSpare: true),
        new("said", each => string.Join(", ", each.Steps)),
        new("clockOffsetMs", each => each.ClockOffset is { } offset ? (long)offset.TotalMilliseconds : null, IsNumber: true),
        new("version", each => each.Version, IsSpare: true),
    ];

    private readonly ConnectionOptions _connection = new();

    public NodeWhyStalledCommand()
        : base(
            "why-stalled",
            "Says why no block comes, or that all is well: who voted, who is missing, since when, whose clock is off. For "
            + "the node's operator, with a certificate in the role admin. Exits with 1 if the network stands still.",
            "ledger node why-stalled --node 0 --certificate admin.pem") =>
        _connection.AddTo(this);

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.ConnectToOne(run);
        var report = (await client.GetStallReportAsync(cancellationToken)).Value;
        if (run.Printer.HasLists)
            PrintForPrograms(run, report);
        else
            Print(run, report);
        return report.IsStalled ? ExitCode.VerificationFailed : ExitCode.Done;
    }

    private static void Print(CommandRun run, StallReport report)
    {
        run.Printer.Say(report.Verdict);
        run.Printer.Say($"Height {report.Height}, view {report.View} since {report.ViewSince:HH:mm:ss}Z; "
            + $"last block stored at {report.LastBlockStored:HH:mm:ss}Z; {report.Quorum} votes needed.");
        run.Printer.Rows(report.Validators, Columns);
    }

    /// <summary>All of it in one object: whoever watches wants the verdict too.</summary>
    private static void PrintForPrograms(CommandRun run, StallReport report) => run.Printer.Record(
        report,
        new("stalled", each => each.IsStalled),
        new("verdict", each => each.Verdict),
        new("height", each => each.Height.Value),
        new("view", each => each.View),
        new("viewSince", each => each.ViewSince),
        new("lastBlockStored", each => each.LastBlockStored),
        new("quorum", each => each.Quorum),
        new("hasWork", each => each.HasWork),
        new("validators", each => Printer.ArrayOf(each.Validators, Columns)));
}
