namespace Ledger.Cryptography.Trees;

/// <summary>Pages of one depth in the order in which an update comes by them.</summary>
internal sealed class PageRow
{
    private TreePage?[] _pages = [];
    private int _count;
    private int _taken;

    public TreePage this[int index] => _pages[index]!.Value;

    /// <summary>Fetches a page for each position; all of them are promised by the pages above.</summary>
    public void Fetch(ITreePageReader pages, ReadOnlySpan<TreePosition> positions)
    {
        (_count, _taken) = (positions.Length, 0);
        if (_pages.Length < _count)
            _pages = new TreePage?[_count * 2];
        pages.FindAll(positions, _pages);
        for (var i = 0; i < _count; i++)
        {
            if (_pages[i] is null)
                throw new TreeDamageException(positions[i]);
        }
    }

    public TreePage Take() => this[_taken++];

    public void Clear()
    {
        Array.Clear(_pages, 0, _count);
        (_count, _taken) = (0, 0);
    }
}
