using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Cli.Sending;
using Ledger.Keys.Certificates;
using Ledger.Keys.Files;
using Ledger.Keys.SignerState;
using Ledger.Keys.Signing;

namespace Ledger.Cli.Keys;

/// <summary><c>ledger keys new</c>: a key for a node or an issuer.</summary>
internal sealed class KeysNewCommand : LedgerCommand
{
    private readonly Argument<KeyPurpose> _purpose = new("purpose")
    {
        Description = "What it is for: consensus, tls, issuing or wallet. A file opens for its purpose only.",
    };

    private readonly Argument<string> _file = new("file") { Description = "Where to; never replaces a file." };

    private readonly PasswordOptions _password = new();

    public KeysNewCommand()
        : base(
            "new",
            "Draws a key and keeps it in a new encrypted file of mode 0600. Beside a consensus key it begins the record of "
            + "what the key has signed.",
            "ledger keys new issuing keys/issuing.key --password-file password")
    {
        Arguments.Add(_purpose);
        Arguments.Add(_file);
        _password.AddTo(this);
    }

    internal override Task<ExitCode> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (purpose, path) = (run.Get(_purpose), run.Get(_file));
        using var password = _password.OpenNew(run);
        using IDisposable key = purpose switch
        {
            KeyPurpose.Consensus => ConsensusKey.Create(path, password),
            KeyPurpose.Tls => TlsKey.Create(path, password),
            KeyPurpose.Issuing => IssuingKey.Create(path, password),
            KeyPurpose.Wallet => WalletKey.Create(path, password),
            _ => throw new UsageException("Make keys for consensus, tls, issuing or wallet here."),
        };
        if (purpose == KeyPurpose.Consensus)
            SignerStateFile.Create(SignerStateFile.PathBeside(path));
        run.Printer.Record(
            KeyDescription.Read(path),
            new("file", _ => path),
            new("purpose", each => each.Purpose.ToString().ToLowerInvariant()),
            new("publicKey", each => Convert.ToHexStringLower(each.PublicKey.Span)));
        return Task.FromResult(ExitCode.Done);
    }
}
