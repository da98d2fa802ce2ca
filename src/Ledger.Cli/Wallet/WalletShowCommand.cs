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

    private readonly Option<bool> _holds = new("--holds")
    {
        Description = "What is set aside instead of what can be spent: the account's open holds, and quotes made to it.",
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
        Options.Add(_holds);
        _wallet.AddTo(this);
        _connection.AddTo(this);
    }

    internal override async Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var account = await ReadAsync(run, cancellationToken);
        run.Printer.Say($"{TextForm.Account.Write(account.Id.Value)} after block {account.Height}");
        if (!account.Exists)
            run.Printer.Say("Nobody ever paid this account.");
        if (run.Get(_holds))
            PrintHolds(run, account);
        else
            PrintBalances(run, account);
        return ExitCode.Done;
    }

    private static void PrintBalances(CommandRun run, AccountState account) => run.Printer.Rows(
        account.Balances,
        new("token", each => each.Token.ToString()),
        new("spendable", each => AmountText.Write(each.Spendable, each.Scale), IsNumber: true),
        new("pending", each => AmountText.Write(each.Pending, each.Scale), IsNumber: true),
        new("nextExpiry", each => each.Expiries is [var first, ..] ? first.At : null),
        new("expires", each => each.Expiries is [var first, ..] ? AmountText.Write(first.Amount, each.Scale) : null, IsNumber: true),
        new("lots", each => each.Lots.Length, IsNumber: true));

    private static void PrintHolds(CommandRun run, AccountState account) => run.Printer.Rows(
        account.Holds,
        new("hold", each => TextForm.Hold.Write(each.Id.Value)),
        new("token", each => each.Token.ToString()),
        new("amount", each => AmountText.Write(each.Amount, each.Scale), IsNumber: true),
        new("payee", each => TextForm.Account.Write(each.Payee.Value)),
        new("until", each => each.ExpiresAt),
        new("quotedFor", each => each.Quote is { } quote ? $"{AmountText.Write(quote.Amount, quote.GivenScale)} {quote.Given}" : null));

    private async Task<AccountState> ReadAsync(CommandRun run, CancellationToken cancellationToken)
    {
        using var client = _connection.Connect(run);
        if (run.Find(_account) is { } text)
            return (await client.GetAccountAsync(Spelling.Account(text), cancellationToken: cancellationToken)).Value;
        using var signer = _wallet.Open(run);
        return (await client.OpenWallet(signer).GetAccountAsync(cancellationToken)).Value;
    }
}
