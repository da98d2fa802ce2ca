using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Model.Votes;

/// <summary>
/// "My key was started": what a validator signs at each start, so that nobody else can make up a later one
/// (PROTOCOL 10.1). Not a vote: it binds nobody.
/// </summary>
/// <param name="Id">16 random bytes, signed and sent as <see cref="Guid.ToByteArray()"/> gives them.</param>
public sealed record StartStatement(ulong Counter, Guid Id)
{
    public const int IdSize = 16;

    /// <summary>So that there is always a next one.</summary>
    public const ulong CounterMax = long.MaxValue;

    public Digest DigestFor(NetworkId network)
    {
        var writer = new FixedWriter(stackalloc byte[Digest.Size + sizeof(ulong) + IdSize]);
        writer.Digest(network.Value);
        writer.UInt64(Counter);
        writer.Bytes(Id.ToByteArray());
        return TaggedHash.Start.Hash(writer.Written);
    }
}
