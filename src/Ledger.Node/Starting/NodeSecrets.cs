using Ledger.Keys.Certificates;
using Ledger.Keys.Files;
using Ledger.Keys.SignerState;
using Ledger.Keys.Signing;
using Ledger.Model.Genesis;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replication.Membership;

namespace Ledger.Node.Starting;

/// <summary>
/// The node's key files, opened: one for votes, one for TLS, one for the member's own transactions if it is kept here,
/// and the record of what was signed.
/// </summary>
internal sealed class NodeSecrets : IDisposable
{
    public const string ConsensusFile = "consensus.key";
    public const string TlsFile = "tls.key";
    public const string IssuingFile = "issuing.key";

    private NodeSecrets(ConsensusKey consensus, TlsKey tls, IssuingKey? issuing, SignerStateFile signed) =>
        (Consensus, Tls, Issuing, Signed) = (consensus, tls, issuing, signed);

    public ConsensusKey Consensus { get; }

    public TlsKey Tls { get; }

    /// <summary>Null where the member keeps it elsewhere: then this node serves no issuer.</summary>
    public IssuingKey? Issuing { get; }

    public SignerStateFile Signed { get; }

    /// <summary>Throws <see cref="KeyFileException"/>, which names the file and how to mend it.</summary>
    /// <param name="isRejoining">The record of what was signed may be missing: it is made anew, as stale.</param>
    public static NodeSecrets Open(string folder, Password password, bool isRejoining)
    {
        var consensusPath = Path.Combine(folder, ConsensusFile);
        var consensus = ConsensusKey.Load(consensusPath, password);
        var tls = TlsKey.Load(Path.Combine(folder, TlsFile), password);
        var issuingPath = Path.Combine(folder, IssuingFile);
        var issuing = File.Exists(issuingPath) ? IssuingKey.Load(issuingPath, password) : null;
        var signedPath = SignerStateFile.PathBeside(consensusPath);
        if (isRejoining && !File.Exists(signedPath))
            SignerStateFile.CreateAfterLoss(signedPath);
        return new(consensus, tls, issuing, SignerStateFile.Open(signedPath));
    }

    /// <summary>Counts this start of the node, and signs it for the others.</summary>
    public AnnouncedStart AnnounceStart(NetworkId network)
    {
        var start = Signed.CountStart();
        var statement = new StartStatement(start.Counter, start.Id);
        var signature = Consensus.Sign(statement.DigestFor(network));
        return new(new(start.Counter, start.Id, signature), start.Earlier);
    }

    /// <summary>Throws <see cref="StartRefusedException"/> if genesis pins another key for this node.</summary>
    public static void CheckTlsKey(PublicKeyPin pin, Member self, string folder)
    {
        if (pin.Value == self.TlsKeyHash)
            return;
        throw new StartRefusedException(
            $"The TLS key has the pin {pin}, but the registry pins {self.TlsKeyHash} for {self.Name}: "
            + $"put the right {TlsFile} into {folder}.");
    }

    public void Dispose()
    {
        Consensus.Dispose();
        Tls.Dispose();
        Issuing?.Dispose();
        Signed.Dispose();
    }
}
