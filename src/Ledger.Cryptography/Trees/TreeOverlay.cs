namespace Ledger.Cryptography.Trees;

/// <summary>
/// Uncommitted changes over other pages. Overlays stack: an update read through one sees its changes, and dropping it
/// leaves no trace below.
/// </summary>
public sealed class TreeOverlay(ITreePageReader below) : ITreePageReader
{
    private readonly Dictionary<TreeId, ChangedTree> _trees = [];
    private readonly HashSet<TreeId> _droppedTrees = [];

    /// <summary>The trees dropped as a whole, sorted. A store removes them before it writes the pages.</summary>
    public IReadOnlyList<TreeId> DroppedTrees => [.. _droppedTrees.Order()];

    /// <summary>The latest change of each page, in no order: each is a put or a delete of its own key.</summary>
    public IEnumerable<PageChange> Pages => _trees.Values.SelectMany(tree => tree.Pages);

    public TreePage? Find(in TreePosition position)
    {
        if (_trees.TryGetValue(position.Tree, out var changed) && changed.TryFind(position, out var page))
            return page;
        return _droppedTrees.Contains(position.Tree) ? null : below.Find(position);
    }

    public void FindAll(ReadOnlySpan<TreePosition> positions, Span<TreePage?> pages)
    {
        if (positions.IsEmpty)
            return;
        var tree = positions[0].Tree;
        if (!_trees.ContainsKey(tree) && !_droppedTrees.Contains(tree))
        {
            below.FindAll(positions, pages);
            return;
        }

        for (var i = 0; i < positions.Length; i++)
            pages[i] = Find(positions[i]);
    }

    public void Apply(TreeUpdate update)
    {
        if (_trees.TryGetValue(update.Tree, out var changed))
            changed.Add(update);
        else
            _trees.Add(update.Tree, new(update));
    }

    /// <summary>Makes a tree empty without reading it.</summary>
    public void Drop(TreeId tree)
    {
        _droppedTrees.Add(tree);
        _trees.Remove(tree);
    }

    /// <summary>
    /// What became of one tree. Most trees change once and are only stored then: the pages are looked up, and so put in
    /// a table, only where a further update reads what an earlier one wrote.
    /// </summary>
    private sealed class ChangedTree(TreeUpdate first)
    {
        private Dictionary<TreePosition, TreePage?>? _table;

        public IEnumerable<PageChange> Pages =>
            _table is null ? first.Pages : _table.Select(page => new PageChange(page.Key, page.Value));

        public bool TryFind(in TreePosition position, out TreePage? page) =>
            (_table ??= TableOf(first)).TryGetValue(position, out page);

        public void Add(TreeUpdate update)
        {
            _table ??= TableOf(first);
            foreach (var (position, page) in update.Pages)
                _table[position] = page;
        }

        private static Dictionary<TreePosition, TreePage?> TableOf(TreeUpdate update) =>
            update.Pages.ToDictionary(change => change.Position, change => change.Page);
    }
}
