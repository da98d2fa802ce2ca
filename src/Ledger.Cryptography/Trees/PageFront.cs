namespace Ledger.Cryptography.Trees;

/// <summary>
/// Fetches the stored pages that a batch of changes comes by: depth by depth, all of a depth in one call. Keeps its
/// working memory for the next batch.
/// </summary>
internal sealed class PageFront
{
    private readonly List<PageRow> _rows = [];
    private List<Range> _ranges = [];
    private List<Range> _rangesBelow = [];
    private TreePosition[] _positions = [];

    /// <summary>Fetches for a tree that is not empty; the changes are sorted.</summary>
    public void Fetch(ITreePageReader pages, TreeId tree, ReadOnlySpan<LeafChange> changes)
    {
        _ranges.Clear();
        _ranges.Add(..changes.Length);
        for (var depth = 0; _ranges.Count > 0; depth += TreePage.Levels)
        {
            FetchRow(pages, tree, depth, changes);
            _rangesBelow.Clear();
            for (var i = 0; i < _ranges.Count; i++)
                AddBranches(RowAt(depth)[i], depth, changes, _ranges[i]);
            (_ranges, _rangesBelow) = (_rangesBelow, _ranges);
        }
    }

    /// <summary>The next page of a depth, from left to right.</summary>
    public TreePage Take(int depth) => RowAt(depth).Take();

    /// <summary>Lets go of the pages.</summary>
    public void Clear()
    {
        foreach (var row in _rows)
            row.Clear();
    }

    private void FetchRow(ITreePageReader pages, TreeId tree, int depth, ReadOnlySpan<LeafChange> changes)
    {
        var count = _ranges.Count;
        if (_positions.Length < count)
            _positions = new TreePosition[count * 2];
        for (var i = 0; i < count; i++)
            _positions[i] = TreePosition.Of(tree, depth, changes[_ranges[i].Start].Path);
        RowAt(depth).Fetch(pages, _positions.AsSpan(0, count));
    }

    /// <summary>Adds the changes that lead on to a page below, a range for each such page.</summary>
    private void AddBranches(in TreePage page, int depth, ReadOnlySpan<LeafChange> changes, Range range)
    {
        var (start, end) = (range.Start.Value, range.End.Value);
        while (start < end)
        {
            var node = TreePage.NodeOf(changes[start].Path, depth);
            var first = start++;
            while (start < end && TreePage.NodeOf(changes[start].Path, depth) == node)
                start++;
            if (page.IsBranch(node))
                _rangesBelow.Add(first..start);
        }
    }

    private PageRow RowAt(int depth)
    {
        var index = depth / TreePage.Levels;
        while (_rows.Count <= index)
            _rows.Add(new());
        return _rows[index];
    }
}
