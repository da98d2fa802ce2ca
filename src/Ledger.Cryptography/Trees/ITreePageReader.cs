namespace Ledger.Cryptography.Trees;

/// <summary>The stored pages of state trees, as of one moment.</summary>
public interface ITreePageReader
{
    /// <summary>The page at this position, or null where the tree has none.</summary>
    TreePage? Find(in TreePosition position);
}
