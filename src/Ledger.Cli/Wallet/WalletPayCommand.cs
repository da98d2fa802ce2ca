using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet pay</c>: gives points to somebody.</summary>
internal sealed class WalletPayCommand : LedgerCommand
{
    private readonly Argument<string> _to = new("to") { Description = "The account that gets the points." };
    private readonly Argument<string> _amount = new("amount") { Description = "How many." };
    private readonly Argument<string> _token = new("token") { Description = "Of which brand: its ticker." };
    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();
    private readonly SendingOptions _sending = SendingOptions.ForOne();

    public WalletPayCommand()
        : base(
            "pay",
            "Gives points to somebody, and waits for the final outcome.",
            "ledger wallet pay acc1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq6xvhcz 120 MILES --wallet ada.key --dry-run")
    {
        Aliases.Add("transfer");
        Arguments.Add(_to);
        Arguments.Add(_amount);
        Arguments.Add(_token);
        _wallet.AddTo(this);
        _sending.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var to = Spelling.Account(run.Get(_to));
        using var signer = _wallet.Open(run);
        var account = SigningAccount.Of(signer);
        using var client = _connection.Connect(run);
        var (token, amount) = await Spelling.AmountAsync(client, run.Get(_amount), run.Get(_token), cancellationToken);
        var transaction = client.Author(account.Id).Transfer(account.Id, to, token, amount);
        return await _sending.FinishAsync(run, client, transaction, [account], cancellationToken);
    }
}
