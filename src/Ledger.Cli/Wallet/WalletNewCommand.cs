using System.CommandLine;
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

    private readonly Option<bool> _ifAbsent = new("--if-absent")
    {
        Description = "Takes the key that is in the file already, if there is one: for scripts that run again.",
    };

    public WalletNewCommand()
        : base(
            "new",
            "Draws a key, keeps it in a new encrypted file, and says the account that it controls. Anybody can pay that "
            + "account at once.",
            "ledger wallet new --wallet ada.key --password-file password")
    {
        _wallet.AddTo(this);
        Options.Add(_ifAbsent);
    }

    internal override Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var path = _wallet.Path(run);
        using var signer = File.Exists(path) ? OpenExisting(run, path) : Create(run, path);
        run.Printer.Record(
            SigningAccount.Of(signer),
            new("account", account => TextForm.Account.Write(account.Id.Value)),
            new("file", _ => path));
        return Task.FromResult(ExitCode.Done);
    }

    private KeyFileSigner OpenExisting(CommandRun run, string path) => run.Find(_ifAbsent)
        ? _wallet.Open(run)
        : throw new UsageException(
            $"{path} exists already, and a key is never replaced. Take the key in it with --if-absent, or name another file.");

    private KeyFileSigner Create(CommandRun run, string path)
    {
        using var password = _wallet.OpenNewPassword(run);
        return new(WalletKey.Create(path, password));
    }
}
