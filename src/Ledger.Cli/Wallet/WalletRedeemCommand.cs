using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet redeem</c>: spends points at their brand, which burns them.</summary>
internal sealed class WalletRedeemCommand : LedgerCommand
{
    private readonly Argument<string> _amount = new("amount") { Description = "How many." };
    private readonly Argument<string> _token = new("token") { Description = "Of which brand: its ticker." };
    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();
    private readonly SendingOptions _sending = SendingOptions.ForOne();

    public WalletRedeemCommand()
        : base(
            "redeem",
            "Burns points of one's own, as a brand asks for when it gives something for them.",
            "ledger wallet redeem 20 BEANS --wallet ada.key --password-file password")
    {
        Arguments.Add(_amount);
        Arguments.Add(_token);
        _wallet.AddTo(this);
        _sending.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        using var client = _connection.Connect(run);
        var (token, amount) = await Spelling.AmountAsync(client, run.Get(_amount), run.Get(_token), cancellationToken);
        var transaction = client.Author(account.Id).Redeem(account.Id, token, amount);
        return await _sending.FinishAsync(run, client, transaction, [account], cancellationToken);
    }
}
