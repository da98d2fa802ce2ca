using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;

namespace Ledger.Cli.Tx;

/// <summary><c>ledger tx submit</c>: sends a signed transaction.</summary>
internal sealed class TxSubmitCommand : LedgerCommand
{
    private readonly Option<bool> _again = new("--again")
    {
        Description = "These bytes may have been sent before: then a refusal proves nothing, and the outcome stays unknown.",
    };

    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Description = "Only simulate: say what would happen, and send nothing.",
    };

    private readonly TransactionFile _file = new();
    private readonly ConnectionOptions _connection = new();

    public TxSubmitCommand()
        : base(
            "submit",
            "Sends a signed transaction and waits for its one final outcome. Sending the same bytes again is always safe.",
            "ledger tx submit signed.hex")
    {
        _file.AddTo(this);
        Options.Add(_again);
        Options.Add(_dryRun);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.Connect(run);
        var draft = await _file.ReadAsync(run, client.Network, cancellationToken);
        if (run.Get(_dryRun))
            return await SimulationPrinting.RunAsync(run, client, draft, [], cancellationToken);
        if (draft.Signatures.IsEmpty)
            throw new UsageException("Nobody has signed this transaction: `ledger tx sign` does.");
        return await ResultPrinting.SubmitAsync(run, client, draft.Complete(), run.Get(_again), cancellationToken);
    }
}
