namespace Ledger.Cryptography.Trees;

/// <summary>The stored pages of state trees, as of one moment.</summary>
public interface ITreePageReader
{
    /// <summary>The page at this position, or null where the tree has none.</summary>
    TreePage? Find(in TreePosition position);

    /// <summary>
    /// The same for many positions of one tree, so that a store can fetch them at once. Writes to the start of
    /// <paramref name="pages"/>, one for each position.
    /// </summary>
    void FindAll(ReadOnlySpan<TreePosition> positions, Span<TreePage?> pages)
    {
        for (var i = 0; i < positions.Length; i++)
            pages[i] = Find(positions[i]);
    }
}
