namespace Ledger.Cryptography.Trees;

/// <summary>
/// Uncommitted changes over other pages. Overlays stack: an update read through one sees its changes, and dropping it
/// leaves no trace below.
/// </summary>
public sealed class TreeOverlay(ITreePageReader below) : ITreePageReader
{
    private readonly Dictionary<TreePosition, TreePage?> _pages = [];
    private readonly HashSet<TreeId> _droppedTrees = [];

    /// <summary>The trees dropped as a whole, sorted. A store removes them before it writes the pages.</summary>
    public IReadOnlyList<TreeId> DroppedTrees => [.. _droppedTrees.Order()];

    /// <summary>The latest change of each page, in no order: each is a put or a delete of its own key.</summary>
    public IEnumerable<PageChange> Pages => _pages.Select(page => new PageChange(page.Key, page.Value));

    public TreePage? Find(in TreePosition position)
    {
        if (_pages.TryGetValue(position, out var page))
            return page;
        return _droppedTrees.Contains(position.Tree) ? null : below.Find(position);
    }

    public void Apply(TreeUpdate update)
    {
        _pages.EnsureCapacity(_pages.Count + update.Pages.Count);
        foreach (var (position, page) in update.Pages)
            _pages[position] = page;
    }

    /// <summary>Makes a tree empty without reading it.</summary>
    public void Drop(TreeId tree)
    {
        _droppedTrees.Add(tree);
        foreach (var position in _pages.Keys.Where(position => position.Tree == tree).ToArray())
            _pages.Remove(position);
    }
}
