namespace Ledger.Cryptography.Trees;

/// <summary>
/// Carries batches of changes down trees, page by page, and the new hashes up again. Keeps working memory from one
/// batch to the next and nothing else, so an instance serves one thread at a time.
/// </summary>
public sealed class TreeUpdater
{
    private readonly PageFront _front = new();

    /// <summary>The nodes of one page for each depth on the way down, used again by all pages of that depth.</summary>
    private readonly List<TreeSlot[]> _nodesByPageDepth = [];
    private readonly List<PageChange> _changedPages = [];
    private PageMemory _memory = new();
    private TreeId _tree;

    /// <summary>
    /// Applies all changes at once and hashes each changed node once. They are sorted by path, none twice; changes to
    /// what is already so cost no page.
    /// </summary>
    public TreeUpdate Update(ITreePageReader pages, TreeId tree, ReadOnlySpan<LeafChange> changes)
    {
        for (var i = 1; i < changes.Length; i++)
        {
            if (changes[i - 1].Path >= changes[i].Path)
                throw new ArgumentException("Changes are sorted by path, none twice.", nameof(changes));
        }

        var root = StateTree.FindRoot(pages, tree);
        if (changes.IsEmpty)
            return new(tree, root.Hash, []);
        (_tree, _memory) = (tree, new());
        if (!root.IsEmpty)
            _front.Fetch(pages, tree, changes);
        var newRoot = UpdatePage(0, root, changes);
        var update = new TreeUpdate(tree, newRoot.Hash, _changedPages.ToArray());
        _changedPages.Clear();
        _front.Clear();
        return update;
    }

    /// <summary>Changes the subtree in which all of the changes lie, and returns the new one.</summary>
    private TreeSlot UpdatePage(int depth, in TreeSlot old, ReadOnlySpan<LeafChange> changes)
    {
        var nodes = NodesAt(depth);
        Load(depth, old, nodes);
        var changedNodes = UpdateLowest(depth, nodes, changes);
        if (changedNodes == 0)
            return old;

        Rejoin(nodes, changedNodes);
        var position = TreePosition.Of(_tree, depth, changes[0].Path);
        if (HasPage(depth, nodes[1]))
            _changedPages.Add(new(position, TreePage.Of(nodes, _memory)));
        else if (HasPage(depth, old))
            _changedPages.Add(new(position, null));
        return nodes[1];
    }

    /// <summary>
    /// Changes the lowest nodes of a page and returns which of them are different now, a bit for each.
    /// </summary>
    private uint UpdateLowest(int depth, TreeSlot[] nodes, ReadOnlySpan<LeafChange> changes)
    {
        var changedNodes = 0u;
        while (!changes.IsEmpty)
        {
            var node = TreePage.NodeOf(changes[0].Path, depth);
            var count = 1;
            while (count < changes.Length && TreePage.NodeOf(changes[count].Path, depth) == node)
                count++;
            var updated = UpdateSlot(depth, nodes[node], changes[..count]);
            if (updated != nodes[node])
                changedNodes |= 1u << node;
            nodes[node] = updated;
            changes = changes[count..];
        }

        return changedNodes;
    }

    /// <summary>
    /// Joins again what lies above changed nodes, and nothing else: the hashes are what an update costs.
    /// </summary>
    private static void Rejoin(TreeSlot[] nodes, uint changedNodes)
    {
        for (var node = TreePage.SlotCount - 1; node > 0; node--)
        {
            if (((changedNodes >> (2 * node)) & 0b11) == 0)
                continue;
            nodes[node] = TreeSlot.Join(nodes[2 * node], nodes[(2 * node) + 1]);
            changedNodes |= 1u << node;
        }
    }

    private TreeSlot UpdateSlot(int depth, in TreeSlot slot, ReadOnlySpan<LeafChange> changes)
    {
        var (path, valueHash) = changes[0];
        var standsAlone = slot.IsEmpty || (slot.Leaf is { } leaf && leaf.Path == path);
        if (changes.Length > 1 || !standsAlone)
            return UpdatePage(depth + TreePage.Levels, slot, changes);
        return valueHash is { } hash ? TreeSlot.OfLeaf(new(path, hash)) : default;
    }

    private void Load(int depth, in TreeSlot old, TreeSlot[] nodes)
    {
        if (HasPage(depth, old))
        {
            _front.Take(depth).CopyTo(nodes);
            return;
        }

        Array.Clear(nodes);
        if (old.Leaf is not { } leaf)
            return;
        for (var node = TreePage.NodeOf(leaf.Path, depth); node > 0; node >>= 1)
            nodes[node] = old;
    }

    /// <summary>A lone leaf is kept in the slot above it; only at the root there is no slot above.</summary>
    private static bool HasPage(int depth, in TreeSlot subtree) => subtree.IsBranch || (depth == 0 && !subtree.IsEmpty);

    private TreeSlot[] NodesAt(int depth)
    {
        var index = depth / TreePage.Levels;
        while (_nodesByPageDepth.Count <= index)
            _nodesByPageDepth.Add(new TreeSlot[TreePage.NodeCount]);
        return _nodesByPageDepth[index];
    }
}
