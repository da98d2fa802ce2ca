using System.Buffers;
using Ledger.Cryptography.Hashing;

namespace Ledger.Cryptography.Trees;

/// <summary>
/// The two hashes that all trees share (PROTOCOL 6.1). The first byte keeps a leaf from passing as a node.
/// </summary>
public static class TreeHash
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;
    private const int PairSize = 1 + (2 * Digest.Size);

    public static Digest Leaf(ReadOnlySpan<byte> content)
    {
        var length = 1 + content.Length;
        var rented = length > PairSize ? ArrayPool<byte>.Shared.Rent(length) : null;
        var prefixed = rented is null ? stackalloc byte[PairSize] : rented;
        prefixed[0] = LeafPrefix;
        content.CopyTo(prefixed[1..]);
        var hash = Sha256.Hash(prefixed[..length]);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return hash;
    }

    /// <summary>The leaf whose content is <paramref name="path"/> ‖ <paramref name="valueHash"/>.</summary>
    public static Digest Leaf(Digest path, Digest valueHash) => Pair(LeafPrefix, path, valueHash);

    public static Digest Node(Digest left, Digest right) => Pair(NodePrefix, left, right);

    private static Digest Pair(byte prefix, Digest first, Digest second)
    {
        Span<byte> pair = stackalloc byte[PairSize];
        pair[0] = prefix;
        first.CopyTo(pair[1..]);
        second.CopyTo(pair[(1 + Digest.Size)..]);
        return Sha256.Hash(pair);
    }
}
