namespace Ledger.Cryptography.Trees;

/// <summary>The complete subtrees of an RFC 6962 tree, wherever they are kept.</summary>
public interface IMerkleNodeReader
{
    /// <summary>
    /// The root of the complete subtree over the leaves from <paramref name="index"/> · 2^<paramref name="level"/>
    /// up to before (<paramref name="index"/> + 1) · 2^<paramref name="level"/>. Level 0 holds the leaf hashes.
    /// </summary>
    Digest Read(int level, ulong index);
}
