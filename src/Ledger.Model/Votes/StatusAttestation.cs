using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Model.Votes;

/// <summary>
/// "My tip is this": what a validator signs for one that lost its disk and asks, with a nonce of its own, how far the
/// network is (PROTOCOL 9.12). Not a vote: it binds nobody.
/// </summary>
public sealed record StatusAttestation(Digest Nonce, Height Tip, BlockHash TipHash)
{
    public Digest DigestFor(NetworkId network)
    {
        var writer = new FixedWriter(stackalloc byte[3 * Digest.Size + sizeof(ulong)]);
        writer.Digest(network.Value);
        writer.Digest(Nonce);
        writer.UInt64(Tip.Value);
        writer.Digest(TipHash.Value);
        return TaggedHash.Status.Hash(writer.Written);
    }
}
