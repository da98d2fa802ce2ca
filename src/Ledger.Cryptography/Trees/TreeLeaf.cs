namespace Ledger.Cryptography.Trees;

/// <summary>One entry of a state tree: where it stands, and the hash of what it holds.</summary>
/// <param name="Path">SHA-256 of the entry's key.</param>
public readonly record struct TreeLeaf(Digest Path, Digest ValueHash)
{
    public Digest Hash => TreeHash.Leaf(Path, ValueHash);
}
