namespace Ledger.Cryptography.Trees;

/// <summary>Pages kept in memory: the store of tests and the simulator.</summary>
public sealed class MemoryTreePages : ITreePageReader
{
    private readonly Dictionary<TreeId, Dictionary<TreePosition, TreePage>> _trees = [];

    public int Count => _trees.Values.Sum(pages => pages.Count);

    public TreePage? Find(in TreePosition position) =>
        _trees.TryGetValue(position.Tree, out var pages) && pages.TryGetValue(position, out var page) ? page : null;

    public void Commit(TreeOverlay overlay)
    {
        foreach (var tree in overlay.DroppedTrees)
            _trees.Remove(tree);
        foreach (var (position, page) in overlay.Pages)
            Write(position, page);
    }

    public void Commit(TreeUpdate update)
    {
        foreach (var (position, page) in update.Pages)
            Write(position, page);
    }

    private void Write(in TreePosition position, TreePage? page)
    {
        if (!_trees.TryGetValue(position.Tree, out var pages))
            _trees.Add(position.Tree, pages = []);
        if (page is { } written)
            pages[position] = written.Copy();
        else
            pages.Remove(position);
    }
}
