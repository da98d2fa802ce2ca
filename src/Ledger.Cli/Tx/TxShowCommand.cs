using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;

namespace Ledger.Cli.Tx;

/// <summary><c>ledger tx show</c>: what became of a transaction.</summary>
internal sealed class TxShowCommand : LedgerCommand
{
    private readonly Argument<string> _id = new("transaction") { Description = "Its id, tx1…." };
    private readonly ConnectionOptions _connection = new();

    public TxShowCommand()
        : base(
            "show",
            "Says what became of a transaction in the log.",
            "ledger tx show tx1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqyj6euh")
    {
        Arguments.Add(_id);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var id = Spelling.Transaction(run.Get(_id));
        using var client = _connection.Connect(run);
        return ResultPrinting.Print(run, (await client.GetTransactionAsync(id, cancellationToken)).Value);
    }
}
