using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet redeem</c>: spends points at their brand, which burns them.</summary>
internal sealed class WalletRedeemCommand : SigningCommand
{
    private readonly AmountArguments _points = new();

    public WalletRedeemCommand()
        : base(
            "redeem",
            "Burns points of one's own, as a brand asks for when it gives something for them.",
            "ledger wallet redeem 20 BEANS --wallet ada.key --password-file password",
            SendingOptions.ForOne())
    {
        _points.AddTo(this);
        AddSending();
    }

    protected override async Task<Operation> MakeAsync(
        CommandRun run, LedgerClient client, AccountId account, CancellationToken cancellationToken)
    {
        var (token, amount) = await _points.ReadAsync(run, client, cancellationToken);
        return new Operation.Redeem(account, token, amount, OrderReference: null);
    }
}
