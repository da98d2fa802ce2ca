using Ledger.Cryptography.Hashing;

namespace Ledger.Cryptography.Trees;

/// <summary>
/// The two hashes that all trees share (PROTOCOL 6.1). The first byte keeps a leaf from passing as a node.
/// </summary>
public static class TreeHash
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    public static Digest Leaf(ReadOnlySpan<byte> content) => Sha256.Hash([LeafPrefix], content);

    /// <summary>The leaf whose content is <paramref name="path"/> ‖ <paramref name="valueHash"/>.</summary>
    public static Digest Leaf(Digest path, Digest valueHash) => Sha256.Hash(LeafPrefix, path, valueHash);

    public static Digest Node(Digest left, Digest right) => Sha256.Hash(NodePrefix, left, right);
}
