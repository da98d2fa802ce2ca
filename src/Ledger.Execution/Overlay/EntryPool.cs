namespace Ledger.Execution.Overlay;

/// <summary>
/// Entries of one kind, kept from block to block: a block takes them in turn, the next one takes them again.
/// </summary>
internal sealed class EntryPool<T>
    where T : Entry, new()
{
    private readonly List<T> _entries = [];

    /// <summary>How many are taken.</summary>
    public int Count { get; private set; }

    public T this[int index] => _entries[index];

    public T Take()
    {
        if (Count == _entries.Count)
            _entries.Add(new());
        return _entries[Count++];
    }

    public void Clear() => Count = 0;
}
