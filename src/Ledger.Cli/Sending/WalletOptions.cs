using System.CommandLine;
using Ledger.Cli.Invocation;
using Ledger.Devnet;
using Ledger.Keys.Files;
using Ledger.Keys.Signing;

namespace Ledger.Cli.Sending;

/// <summary>Whose key signs: a key file, and the password that opens it.</summary>
internal sealed class WalletOptions
{
    private const string Variable = "LEDGER_WALLET";

    private readonly Option<string?> _wallet = new("--wallet", "-w")
    {
        Description = $"The key file that signs. Default: ${Variable}.", HelpName = "file",
    };

    private readonly PasswordOptions _password = new();

    public void AddTo(Command command)
    {
        command.Options.Add(_wallet);
        _password.AddTo(command);
    }

    /// <summary>
    /// Whether a wallet is meant, by commands that a certificate serves as well: the one in the environment only where the
    /// command line has no certificate.
    /// </summary>
    public bool IsMeant(CommandRun run, ConnectionOptions connection) =>
        run.Find(_wallet) is not null || (FindPath(run) is not null && !connection.HasCertificate(run));

    /// <summary>Where the key file is, or is to be.</summary>
    public string Path(CommandRun run) =>
        FindPath(run) ?? throw new UsageException($"Whose wallet? Give --wallet FILE, or set {Variable}.");

    public Password OpenPassword(CommandRun run) => _password.Open(run);

    public Password OpenNewPassword(CommandRun run) => _password.OpenNew(run);

    /// <summary>Opens the key, of a wallet or of an issuer. The caller disposes it.</summary>
    public KeyFileSigner Open(CommandRun run)
    {
        var path = Path(run);
        var purpose = KeyDescription.Read(path).Purpose;
        using var password = OpenPassword(run);
        return purpose switch
        {
            KeyPurpose.Wallet => new(WalletKey.Load(path, password)),
            KeyPurpose.Issuing => new(IssuingKey.Load(path, password)),
            _ => throw new UsageException($"{path} holds no key that signs transactions."),
        };
    }

    private string? FindPath(CommandRun run) => run.Find(_wallet) ?? Environment.GetEnvironmentVariable(Variable);
}
