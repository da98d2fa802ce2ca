using System.Buffers;

namespace Ledger.Storage.RocksDb;

/// <summary>
/// Changes of one family that come in any order, each of another key, and reach the batch in the order of keys: RocksDB
/// begins to look for the place of a key at the one before, which is then never far.
/// </summary>
internal sealed class SortedChanges
{
    private readonly ArrayBufferWriter<byte> _keys = new();
    private readonly List<Change> _changes = [];

    /// <summary>The key is copied; the value must stay as it is until <see cref="AddTo"/>.</summary>
    public void Put(ReadOnlySpan<byte> key, ReadOnlyMemory<byte> value) => Add(key, value);

    public void Delete(ReadOnlySpan<byte> key) => Add(key, null);

    /// <summary>Hands all of them over and begins anew.</summary>
    public void AddTo(WriteBatch batch, ColumnFamily family)
    {
        _changes.Sort(Compare);
        foreach (var change in _changes)
        {
            if (change.Value is { } value)
                batch.Put(family, KeyOf(change), value.Span);
            else
                batch.Delete(family, KeyOf(change));
        }

        _changes.Clear();
        _keys.ResetWrittenCount();
    }

    private void Add(ReadOnlySpan<byte> key, ReadOnlyMemory<byte>? value)
    {
        _changes.Add(new(_keys.WrittenCount, key.Length, value));
        _keys.Write(key);
    }

    private int Compare(Change left, Change right) => KeyOf(left).SequenceCompareTo(KeyOf(right));

    private ReadOnlySpan<byte> KeyOf(Change change) => _keys.WrittenSpan.Slice(change.Start, change.Length);

    /// <param name="Value">Null for a deletion.</param>
    private readonly record struct Change(int Start, int Length, ReadOnlyMemory<byte>? Value);
}
