namespace Ledger.Cryptography.Trees;

/// <summary>Carries one batch of changes down a tree, page by page, and the new hashes up again.</summary>
internal sealed class TreeUpdater(ITreePageReader pages, TreeId tree)
{
    /// <summary>In a large tree a lone change rewrites about three pages that no other change shares.</summary>
    private const int PagesPerChange = 3;

    private readonly List<PageChange> _changedPages = [];

    /// <summary>The nodes of one page for each depth on the way down, used again by all pages of that depth.</summary>
    private readonly List<TreeSlot[]> _nodesByPageDepth = [];

    public TreeUpdate Update(TreeSlot root, ReadOnlySpan<LeafChange> changes)
    {
        // Grown step by step the list would leave its own size again as garbage, and large garbage is costly.
        _changedPages.Capacity = PagesPerChange * changes.Length;
        var newRoot = changes.IsEmpty ? root : UpdatePage(0, root, changes);
        return new(newRoot.Hash, _changedPages);
    }

    /// <summary>Changes the subtree in which all of the changes lie, and returns the new one.</summary>
    private TreeSlot UpdatePage(int depth, in TreeSlot old, ReadOnlySpan<LeafChange> changes)
    {
        var position = TreePosition.Of(tree, depth, changes[0].Path);
        var nodes = NodesAt(depth);
        Load(position, old, nodes);
        var changedNodes = UpdateLowest(depth, nodes, changes);
        if (changedNodes == 0)
            return old;

        Rejoin(nodes, changedNodes);
        if (HasPage(depth, nodes[1]))
            _changedPages.Add(new(position, TreePage.Of(nodes)));
        else if (HasPage(depth, old))
            _changedPages.Add(new(position, null));
        return nodes[1];
    }

    /// <summary>Changes the lowest nodes of a page and returns which of them are different now, a bit for each.</summary>
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

    /// <summary>Joins again what lies above changed nodes, and nothing else: the hashes are what an update costs.</summary>
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

    private void Load(in TreePosition position, in TreeSlot old, TreeSlot[] nodes)
    {
        if (HasPage(position.Depth, old))
        {
            StateTree.ReadPage(pages, position, nodes);
            return;
        }

        Array.Clear(nodes);
        if (old.Leaf is not { } leaf)
            return;
        for (var node = TreePage.NodeOf(leaf.Path, position.Depth); node > 0; node >>= 1)
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
