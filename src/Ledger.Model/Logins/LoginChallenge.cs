using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Model.Logins;

/// <summary>
/// What a wallet signs to read its own account at one node (PROTOCOL 11.1): no other node, network or account can use
/// the signature, and nobody after its expiry.
/// </summary>
/// <param name="Node">The validator key of the node that is logged in to.</param>
/// <param name="ExpiresAt">By the node's clock.</param>
/// <param name="Nonce">The node's own choice.</param>
public readonly record struct LoginChallenge(Digest Node, AccountId Account, Timestamp ExpiresAt, Nonce Nonce)
{
    private const int Size = (3 * Digest.Size) + sizeof(ulong) + Nonce.Size;

    /// <summary>What every signature is made over.</summary>
    public Digest DigestFor(NetworkId network)
    {
        var writer = new FixedWriter(stackalloc byte[Size]);
        Span<byte> nonce = stackalloc byte[Nonce.Size];
        Nonce.CopyTo(nonce);
        writer.Digest(network.Value);
        writer.Digest(Node);
        writer.Account(Account);
        writer.UInt64(ExpiresAt.Milliseconds);
        writer.Bytes(nonce);
        return TaggedHash.Login.Hash(writer.Written);
    }
}
