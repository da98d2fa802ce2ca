using Ledger.Cli.Invocation;

namespace Ledger.Cli.Node;

/// <summary><c>ledger node why-stalled</c>: who is missing, and since when.</summary>
internal sealed class NodeWhyStalledCommand : LedgerCommand
{
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
        using var client = _connection.Connect(run);
        var report = (await client.GetStallReportAsync(cancellationToken)).Value;
        run.Printer.Say(report.Verdict);
        run.Printer.Say($"Height {report.Height}, view {report.View} since {report.ViewSince:HH:mm:ss}Z; "
            + $"last block stored at {report.LastBlockStored:HH:mm:ss}Z; {report.Quorum} votes needed.");
        run.Printer.Rows(
            report.Validators,
            new("validator", each => each.Name),
            new("leader", each => each.IsLeader),
            new("connected", each => each.IsConnected),
            new("since", each => each.ConnectedSince),
            new("said", each => string.Join(", ", each.Steps)),
            new("clockOffsetMs", each => each.ClockOffset is { } offset ? (long)offset.TotalMilliseconds : null, IsNumber: true),
            new("version", each => each.Version));
        return report.IsStalled ? ExitCode.VerificationFailed : ExitCode.Done;
    }
}
