using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Client.Signing;
using Ledger.Cryptography.Text;
using Ledger.Devnet;
using Ledger.Keys.Signing;

namespace Ledger.Cli.Wallet;

/// <summary><c>ledger wallet new</c>: a key of one's own, in a file.</summary>
internal sealed class WalletNewCommand : LedgerCommand
{
    private readonly WalletOptions _wallet = new();

    public WalletNewCommand()
        : base(
            "new",
            "Draws a key, keeps it in a new encrypted file, and says the account that it controls. Anybody can pay that "
            + "account at once.",
            "ledger wallet new --wallet ada.key --password-file password") =>
        _wallet.AddTo(this);

    internal override Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var path = _wallet.Path(run);
        using var password = _wallet.OpenPassword(run);
        using var signer = new KeyFileSigner(WalletKey.Create(path, password));
        run.Printer.Record(
            SigningAccount.Of(signer),
            new("account", account => TextForm.Account.Write(account.Id.Value)),
            new("file", _ => path));
        return Task.FromResult(ExitCode.Done);
    }
}
