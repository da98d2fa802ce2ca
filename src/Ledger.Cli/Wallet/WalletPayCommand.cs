using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet pay</c>: gives points to somebody.</summary>
internal sealed class WalletPayCommand : SigningCommand
{
    private readonly Argument<string> _to = new("to") { Description = "The account that gets the points." };
    private readonly AmountArguments _points = new();

    public WalletPayCommand()
        : base(
            "pay",
            "Gives points to somebody, and waits for the final outcome.",
            "ledger wallet pay acc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq4u5c9n 120 MILES --wallet ada.key --dry-run",
            SendingOptions.ForOne())
    {
        Aliases.Add("transfer");
        Arguments.Add(_to);
        _points.AddTo(this);
        AddSending();
    }

    protected override async Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, AccountId account, CancellationToken cancellationToken)
    {
        var to = Spelling.Account(run.Get(_to));
        var (token, amount) = await _points.ReadAsync(run, client, cancellationToken);
        return new Operation.Transfer(account, to, token, amount, OrderReference: null);
    }
}
