using Ledger.Keys.Certificates;
using Ledger.Keys.Files;
using Ledger.Keys.SignerState;
using Ledger.Model.Genesis;

namespace Ledger.Node.Starting;

/// <summary>
/// What can be told of a node's files without its password and while it runs: whether genesis, keys and password file
/// are there, can be read, and are of one member. The data say whose they are only when the node opens them.
/// </summary>
internal sealed class NodeCheck
{
    private readonly List<string> _faults = [];

    public NodeCheck(NodeOptions options)
    {
        var genesis = Try(() => NodeFiles.ReadGenesis(options.Genesis));
        var consensus = Try(() => Describe(options.Keys, NodeSecrets.ConsensusFile, KeyPurpose.Consensus));
        var tls = Try(() => Describe(options.Keys, NodeSecrets.TlsFile, KeyPurpose.Tls));
        if (File.Exists(Path.Combine(options.Keys, NodeSecrets.IssuingFile)))
            Try(() => Describe(options.Keys, NodeSecrets.IssuingFile, KeyPurpose.Issuing));
        CheckRecord(Path.Combine(options.Keys, NodeSecrets.ConsensusFile));
        if (options.PasswordFile is not "-")
            Try(() => PrivateFile.Read(options.PasswordFile));
        if (genesis is null || consensus is null)
            return;
        Self = Try(() => NodeFiles.FindSelf(genesis, options.Genesis, new(consensus.PublicKey.Span)));
        if (Self is not null && tls is not null)
            Check(() => NodeSecrets.CheckTlsKey(TlsKey.ReadPin(Path.Combine(options.Keys, NodeSecrets.TlsFile)), Self, options.Keys));
    }

    /// <summary>All at once, each with what to do.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Whose node it is, as far as that is known.</summary>
    public Member? Self { get; }

    private static KeyDescription Describe(string folder, string name, KeyPurpose purpose) =>
        KeyDescription.Read(Path.Combine(folder, name), purpose);

    /// <summary>Only that it is there: it belongs to the node that runs.</summary>
    private void CheckRecord(string consensusPath)
    {
        var path = SignerStateFile.PathBeside(consensusPath);
        if (!File.Exists(path))
            _faults.Add($"{path}: does not exist. If it was lost, start with --rejoin: make none, and put no old copy back.");
    }

    private void Check(Action check) => Try(() =>
    {
        check();
        return this;
    });

    private T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is StartRefusedException or KeyFileException)
        {
            _faults.Add(fault.Message);
            return null;
        }
    }
}
