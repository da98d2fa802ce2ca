namespace Ledger.Storage.RocksDb;

/// <summary>
/// Walks keys in byte order over the state at its creation. A move returns whether it stands on an entry; bytes that
/// cannot be read throw, so that "no more entries" always means just that. Not safe for two threads at once.
/// </summary>
internal sealed class RocksIterator : IDisposable
{
    private readonly RocksDatabase _database;
    private readonly IteratorHandle _handle;

    internal RocksIterator(RocksDatabase database, IteratorHandle handle) => (_database, _handle) = (database, handle);

    public bool IsValid => NativeMethods.rocksdb_iter_valid(_handle) != 0;

    /// <summary>Valid until the next move or disposal.</summary>
    public unsafe ReadOnlySpan<byte> Key
    {
        get
        {
            ThrowIfNotOnEntry();
            // SAFETY: RocksDB keeps the bytes until the iterator moves or dies.
            var bytes = NativeMethods.rocksdb_iter_key(_handle, out var length);
            return new(bytes, checked((int)length));
        }
    }

    /// <summary>Valid until the next move or disposal.</summary>
    public unsafe ReadOnlySpan<byte> Value
    {
        get
        {
            ThrowIfNotOnEntry();
            // SAFETY: as for the key.
            var bytes = NativeMethods.rocksdb_iter_value(_handle, out var length);
            return new(bytes, checked((int)length));
        }
    }

    public bool SeekToFirst()
    {
        NativeMethods.rocksdb_iter_seek_to_first(_handle);
        return Settle();
    }

    public bool SeekToLast()
    {
        NativeMethods.rocksdb_iter_seek_to_last(_handle);
        return Settle();
    }

    public bool MoveNext()
    {
        ThrowIfNotOnEntry();
        NativeMethods.rocksdb_iter_next(_handle);
        return Settle();
    }

    public bool MovePrevious()
    {
        ThrowIfNotOnEntry();
        NativeMethods.rocksdb_iter_prev(_handle);
        return Settle();
    }

    public void Dispose() => _handle.Dispose();

    private bool Settle()
    {
        if (IsValid)
            return true;
        nint error = 0;
        NativeMethods.rocksdb_iter_get_error(_handle, ref error);
        _database.ThrowIfUnreadable(error);
        return false;
    }

    // Native code does not check this, and reads wild memory.
    private void ThrowIfNotOnEntry()
    {
        if (!IsValid)
            throw new InvalidOperationException("The iterator does not stand on an entry.");
    }
}
