namespace Ledger.Cryptography.Trees;

/// <summary>Carries one batch of changes down a tree, page by page, and the new hashes up again.</summary>
internal sealed class TreeUpdater(ITreePageReader pages, TreeId tree)
{
    /// <summary>In a large tree a lone change rewrites about three pages that no other change shares.</summary>
    private const int PagesPerChange = 3;

    private readonly List<PageChange> _changedPages = [];

    /// <summary>One set of slots for each page on the way down, used again by all pages of that depth.</summary>
    private readonly List<TreeSlot[]> _slotsByPageDepth = [];

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
        var slots = SlotsAt(depth);
        Load(position, old, slots);
        if (!UpdateSlots(depth, slots, changes))
            return old;

        var updated = TreeSlot.Fold(slots);
        if (HasPage(depth, updated))
            _changedPages.Add(new(position, TreePage.Of(slots)));
        else if (HasPage(depth, old))
            _changedPages.Add(new(position, null));
        return updated;
    }

    private bool UpdateSlots(int depth, TreeSlot[] slots, ReadOnlySpan<LeafChange> changes)
    {
        var isChanged = false;
        while (!changes.IsEmpty)
        {
            var slot = TreePage.SlotOf(changes[0].Path, depth);
            var count = 1;
            while (count < changes.Length && TreePage.SlotOf(changes[count].Path, depth) == slot)
                count++;
            var updated = UpdateSlot(depth, slots[slot], changes[..count]);
            isChanged |= updated != slots[slot];
            slots[slot] = updated;
            changes = changes[count..];
        }

        return isChanged;
    }

    private TreeSlot UpdateSlot(int depth, in TreeSlot slot, ReadOnlySpan<LeafChange> changes)
    {
        var (path, valueHash) = changes[0];
        var standsAlone = slot.IsEmpty || (slot.Leaf is { } leaf && leaf.Path == path);
        if (changes.Length > 1 || !standsAlone)
            return UpdatePage(depth + TreePage.Levels, slot, changes);
        return valueHash is { } hash ? TreeSlot.OfLeaf(new(path, hash)) : default;
    }

    private void Load(in TreePosition position, in TreeSlot old, TreeSlot[] slots)
    {
        if (HasPage(position.Depth, old))
        {
            StateTree.ReadPage(pages, position, slots);
            return;
        }

        Array.Clear(slots);
        if (old.Leaf is { } leaf)
            slots[TreePage.SlotOf(leaf.Path, position.Depth)] = old;
    }

    /// <summary>A lone leaf is kept in the slot above it; only at the root there is no slot above.</summary>
    private static bool HasPage(int depth, in TreeSlot subtree) => subtree.IsBranch || (depth == 0 && !subtree.IsEmpty);

    private TreeSlot[] SlotsAt(int depth)
    {
        var index = depth / TreePage.Levels;
        while (_slotsByPageDepth.Count <= index)
            _slotsByPageDepth.Add(new TreeSlot[TreePage.SlotCount]);
        return _slotsByPageDepth[index];
    }
}
