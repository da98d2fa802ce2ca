using Ledger.Cli.Invocation;
using Ledger.Cli.Output;
using Ledger.Client.Answers;
using Ledger.Client.Nodes;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Node;

/// <summary><c>ledger node status</c>: where each node stands.</summary>
internal sealed class NodeStatusCommand : LedgerCommand
{
    /// <summary>Whoever looks at all nodes wants to see which one is down, not to wait for it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly ConnectionOptions _connection = new();

    public NodeStatusCommand()
        : base("status", "Says where each node of the network stands, side by side.", "ledger node status --network devnet/network.json") =>
        _connection.AddTo(this);

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var clients = _connection.ConnectToEach(run, Patience);
        var answers = await Task.WhenAll(clients.Select(client => client.GetStatusAsync(cancellationToken)));
        foreach (var client in clients)
            client.Dispose();
        var rows = answers.Zip(clients, (answer, client) => new Row(client.Network.Nodes[0], answer)).ToArray();
        Column<Row>[] columns =
        [
            new("node", row => row.Node.Authority),
            new("member", row => row.Status?.MemberName),
            new("height", row => row.Status?.Height.Value, IsNumber: true),
            new("block", row => row.Status is { } status ? TextForm.Block.Write(status.Block.Value) : null, IsSpare: true),
            new("time", row => row.Status?.Time),
            new("peers", row => row.Status is { } status ? $"{status.ConnectedPeers}/{status.Peers.Length}" : null),
            new("quorum", row => row.Status?.QuorumReachable),
            new("version", row => row.Status?.Version, IsSpare: true),
            new("error", row => row.Answer.Error?.ToString()),
        ];

        // People want the nodes side by side, which the words of an error would not leave room for.
        run.Printer.Rows<Row>(rows, run.Printer.IsForPeople ? columns[..^1] : columns);
        foreach (var row in rows.Where(row => row.Answer.Error is not null))
            run.Printer.Say($"{row.Node.Authority}: {row.Answer.Error}");
        return rows.Any(row => row.Status is not null) ? ExitCode.Done : ExitCode.Unreachable;
    }

    private sealed record Row(Uri Node, Answer<NodeStatus> Answer)
    {
        public NodeStatus? Status => Answer.Error is null ? Answer.Value : null;
    }
}
