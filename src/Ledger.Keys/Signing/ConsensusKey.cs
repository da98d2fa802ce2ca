using Ledger.Keys.Files;

namespace Ledger.Keys.Signing;

/// <summary>The key of a validator: signs its proposals and votes, once the signer guard has agreed to each.</summary>
public sealed class ConsensusKey : SigningKey
{
    private ConsensusKey(byte[] secret)
        : base(secret)
    {
    }

    /// <summary>Draws a key and writes its file; never replaces one.</summary>
    public static ConsensusKey Create(string path, Password password)
    {
        CreateFile(path, KeyPurpose.Consensus, password);
        return Load(path, password);
    }

    public static ConsensusKey Load(string path, Password password) =>
        Load(path, KeyPurpose.Consensus, password, secret => new ConsensusKey(secret));
}
