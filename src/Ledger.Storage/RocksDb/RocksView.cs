namespace Ledger.Storage.RocksDb;

/// <summary>
/// Reads of one database: either always the latest state, or the frozen state of a snapshot, which is released when
/// each of its owners has disposed it. Safe for many threads.
/// </summary>
internal sealed class RocksView : IDisposable
{
    private readonly RocksDatabase _database;
    private readonly SnapshotHandle? _snapshot;
    private readonly ReadOptionsHandle _options;
    private int _owners = 1;

    internal RocksView(RocksDatabase database, SnapshotHandle? snapshot)
    {
        _database = database;
        _snapshot = snapshot;
        _options = CreateOptions();
    }

    /// <summary>The value without a copy; the caller disposes it.</summary>
    public PinnedValue Get(ColumnFamily family, ReadOnlySpan<byte> key)
    {
        nint error = 0;
        var native = NativeMethods.rocksdb_get_pinned_cf(
            _database.Handle, _options, _database.Own(family), key, (nuint)key.Length, ref error);
        _database.ThrowIfUnreadable(error);
        return native == 0 ? default : new(new(_database.Handle, native));
    }

    public byte[]? Find(ColumnFamily family, ReadOnlySpan<byte> key)
    {
        using var value = Get(family, key);
        return value.IsFound ? value.Bytes.ToArray() : null;
    }

    /// <summary>
    /// Looks up all keys in one native call, which reads blocks of one file together: value i is that of key i, or
    /// null if missing. Any unreadable key fails the whole call.
    /// </summary>
    public void MultiGet(ColumnFamily family, ReadOnlySpan<ReadOnlyMemory<byte>> keys, Span<byte[]?> values)
    {
        if (values.Length < keys.Length)
            throw new ArgumentException("There must be a place for each value.", nameof(values));
        if (!keys.IsEmpty)
            RocksMultiGet.Read(_database, _options, _database.Own(family), keys, values);
    }

    /// <summary>
    /// Walks keys from <paramref name="lower"/> up to, not including, <paramref name="upper"/>; empty means no bound.
    /// </summary>
    /// <param name="once">For scans of much data, which should not push everything else out of the cache.</param>
    public RocksIterator Iterate(
        ColumnFamily family, ReadOnlySpan<byte> lower = default, ReadOnlySpan<byte> upper = default, bool once = false)
    {
        var own = _database.Own(family);
        var options = new IterationOptions(CreateOptions(), lower, upper);
        NativeMethods.rocksdb_readoptions_set_fill_cache(options.Native, once ? (byte)0 : (byte)1);
        var native = NativeMethods.rocksdb_create_iterator_cf(_database.Handle, options.Native, own);
        return new(_database, new(_database.Handle, native, options));
    }

    /// <summary>Walks the keys that start with <paramref name="prefix"/>.</summary>
    public RocksIterator IteratePrefix(ColumnFamily family, ReadOnlySpan<byte> prefix) =>
        Iterate(family, prefix, KeyRange.EndOfPrefix(prefix));

    /// <summary>The same view for one owner more. Only an owner may ask.</summary>
    public RocksView Share()
    {
        Interlocked.Increment(ref _owners);
        return this;
    }

    public void Dispose()
    {
        if (Interlocked.Decrement(ref _owners) > 0)
            return;
        _options.Dispose();
        _snapshot?.Dispose();
    }

    private ReadOptionsHandle CreateOptions()
    {
        var options = NativeMethods.rocksdb_readoptions_create();
        NativeMethods.rocksdb_readoptions_set_verify_checksums(options, 1);
        if (_snapshot is not null)
            NativeMethods.rocksdb_readoptions_set_snapshot(options, _snapshot);
        return options;
    }
}
