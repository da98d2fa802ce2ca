namespace Ledger.Cryptography.Trees;

/// <summary>
/// A page that its parent promises is missing, or no page that may stand there. It says that the store is damaged, so
/// readers of stored pages throw it too, and only the host catches it.
/// </summary>
public sealed class TreeDamageException(TreePosition position)
    : Exception($"The page at {position} is missing or damaged.")
{
    public TreePosition Position { get; } = position;
}
