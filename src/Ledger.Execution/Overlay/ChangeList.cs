using Ledger.Execution.State;

namespace Ledger.Execution.Overlay;

/// <summary>
/// Collects what a block changes: keys, and values one after the other in one piece of memory. The memory is used
/// again for the next block; <see cref="ToSortedChanges"/> copies what leaves.
/// </summary>
internal sealed class ChangeList
{
    private const int Removed = -1;

    private readonly List<Pending> _pending = [];
    private readonly WordOrder _order = new();
    private byte[] _values = new byte[4096];
    private int _used;

    public void Clear()
    {
        _pending.Clear();
        _used = 0;
    }

    /// <summary>Room for one value; <see cref="Put"/> says how much of it was used.</summary>
    public Span<byte> Reserve(int size)
    {
        if (_values.Length - _used < size)
            Array.Resize(ref _values, Math.Max(_used + size, _values.Length * 2));
        return _values.AsSpan(_used, size);
    }

    public void Put(in StateKey key, int size)
    {
        _pending.Add(new(key, _used, size));
        _used += size;
    }

    public void Remove(in StateKey key) => _pending.Add(new(key, _used, Removed));

    public StateChange[] ToSortedChanges()
    {
        var values = _values.AsMemory(0, _used).ToArray();
        var changes = new StateChange[_pending.Count];
        var order = _order.Sort(changes.Length, StateKey.WordCount, (item, word) => _pending[item].Key.Word(word));
        for (var i = 0; i < changes.Length; i++)
        {
            var (key, offset, size) = _pending[order[i]];
            changes[i] = size == Removed
                ? StateChange.Remove(key)
                : StateChange.Put(key, values.AsMemory(offset, size));
        }

        return changes;
    }

    private readonly record struct Pending(StateKey Key, int Offset, int Size);
}
