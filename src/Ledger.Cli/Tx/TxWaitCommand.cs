using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;

namespace Ledger.Cli.Tx;

/// <summary><c>ledger tx wait</c>: waits for what somebody else sends.</summary>
internal sealed class TxWaitCommand : LedgerCommand
{
    private readonly TransactionFile _file = new();
    private readonly ConnectionOptions _connection = new();

    public TxWaitCommand()
        : base(
            "wait",
            "Waits for the outcome of a transaction that somebody else sends, without sending it.",
            "ledger tx wait signed.hex")
    {
        _file.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.Connect(run);
        var draft = await _file.ReadAsync(run, client.Network, cancellationToken);
        return ResultPrinting.Print(
            run, await client.WaitAsync(draft.Id, draft.Body.ValidUntil, cancellationToken));
    }
}
