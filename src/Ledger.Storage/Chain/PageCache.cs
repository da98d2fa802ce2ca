using Ledger.Cryptography.Trees;
using Ledger.Model.Values;

namespace Ledger.Storage.Chain;

/// <summary>
/// The upper pages of all state trees as of the last block committed, decoded: nearly every block changes most of them.
/// Frozen states of earlier blocks share it, since each page says since which block it is as it is. Safe for many
/// threads.
/// </summary>
/// <param name="countMax">How many pages it keeps; what finds no room is read from the store each time.</param>
internal sealed class PageCache(int countMax = PageCache.CountMax)
{
    /// <summary>At most about 100 MB; a state of a million accounts has a third of it.</summary>
    public const int CountMax = 200_000;

    /// <summary>Deeper pages are so many that two blocks seldom share one.</summary>
    private const int DepthMax = 15;

    private readonly Lock _lock = new();
    private readonly Dictionary<TreeId, Dictionary<TreePosition, KnownPage>> _trees = [];
    private Height _height;
    private int _count;

    public static bool Covers(in TreePosition position) => position.Depth <= DepthMax;

    /// <summary>The store was opened at this height.</summary>
    public void Begin(Height height)
    {
        lock (_lock)
            _height = height;
    }

    /// <summary>
    /// Gives the pages that it has as of this height and leaves the others' places as they are; true if all were there.
    /// </summary>
    public bool TryFindAll(Height height, ReadOnlySpan<TreePosition> positions, Span<TreePage?> pages)
    {
        lock (_lock)
        {
            // A store that was written says nothing here until Commit has come by, so its reader must not look.
            if (positions.IsEmpty || height > _height || !_trees.TryGetValue(positions[0].Tree, out var tree))
                return positions.IsEmpty;
            var found = 0;
            for (var i = 0; i < positions.Length; i++)
            {
                if (!tree.TryGetValue(positions[i], out var known) || known.Since > height)
                    continue;
                pages[i] = known.Page;
                found++;
            }

            return found == positions.Length;
        }
    }

    /// <summary>Adds a page that was read from the store as of this height.</summary>
    public void Add(Height height, in TreePosition position, in TreePage page)
    {
        lock (_lock)
        {
            // Meanwhile a block may have changed it.
            if (height == _height)
                Put(position, page);
        }
    }

    /// <summary>Takes over what the block of this height changed, after the store has it.</summary>
    public void Commit(Height height, TreeOverlay changes)
    {
        lock (_lock)
        {
            _height = height;
            foreach (var tree in changes.DroppedTrees)
            {
                if (_trees.Remove(tree, out var dropped))
                    _count -= dropped.Count;
            }

            foreach (var (position, page) in changes.Pages)
            {
                if (!Covers(position))
                    continue;
                // A copy: the block keeps all its pages in a few pieces of memory, which would outlive them here.
                if (page is { } changed)
                    Put(position, changed.Copy());
                else
                    Remove(position);
            }
        }
    }

    private void Put(in TreePosition position, in TreePage page)
    {
        if (!_trees.TryGetValue(position.Tree, out var tree))
            _trees.Add(position.Tree, tree = []);
        var isKnown = tree.ContainsKey(position);
        if (!isKnown && _count >= countMax)
            return;
        tree[position] = new(page, _height);
        _count += isKnown ? 0 : 1;
    }

    private void Remove(in TreePosition position)
    {
        if (_trees.TryGetValue(position.Tree, out var tree) && tree.Remove(position))
            _count--;
    }

    private readonly record struct KnownPage(TreePage Page, Height Since);
}
