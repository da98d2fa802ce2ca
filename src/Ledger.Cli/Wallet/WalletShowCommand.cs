using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Accounts;
using Ledger.Client.Tokens;
using Ledger.Cryptography.Text;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet show</c>: what an account holds.</summary>
internal sealed class WalletShowCommand : LedgerCommand
{
    private readonly Argument<string?> _account = new("account")
    {
        Description = "Another account than the wallet's; for members and auditors, with their certificate.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly ConnectionOptions _connection = new();
    private readonly WalletOptions _wallet = new();

    public WalletShowCommand()
        : base(
            "show",
            "Says what an account holds and what of it expires next.",
            "ledger wallet show --wallet ada.key --password-file password")
    {
        Arguments.Add(_account);
        _wallet.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var account = await ReadAsync(run, cancellationToken);
        run.Printer.Say($"{TextForm.Account.Write(account.Id.Value)} after block {account.Height}");
        if (!account.Exists)
            run.Printer.Say("Nobody ever paid this account.");
        run.Printer.Rows(
            account.Balances,
            new("token", each => each.Token.ToString()),
            new("spendable", each => AmountText.Write(each.Spendable, each.Scale), IsNumber: true),
            new("pending", each => AmountText.Write(each.Pending, each.Scale), IsNumber: true),
            new("nextExpiry", each => each.Expiries is [var first, ..] ? first.At : null),
            new("expires", each => each.Expiries is [var first, ..] ? AmountText.Write(first.Amount, each.Scale) : null, IsNumber: true),
            new("lots", each => each.Lots.Length, IsNumber: true));
        return ExitCode.Done;
    }

    private async Task<AccountState> ReadAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.Connect(run);
        if (run.Find(_account) is { } text)
            return (await client.GetAccountAsync(Spelling.Account(text), cancellationToken: cancellationToken)).Value;
        using var signer = _wallet.Open(run);
        return (await client.OpenWallet(signer).GetAccountAsync(cancellationToken)).Value;
    }
}
