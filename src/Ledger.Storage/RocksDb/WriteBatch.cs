namespace Ledger.Storage.RocksDb;

/// <summary>Changes that reach the database together or not at all. Not safe for two threads at once.</summary>
internal sealed class WriteBatch : IDisposable
{
    private readonly RocksDatabase _database;

    internal WriteBatch(RocksDatabase database)
    {
        _database = database;
        Handle = NativeMethods.rocksdb_writebatch_create();
    }

    internal WriteBatchHandle Handle { get; }

    public void Put(ColumnFamily family, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value) =>
        NativeMethods.rocksdb_writebatch_put_cf(
            Handle, _database.Own(family), key, (nuint)key.Length, value, (nuint)value.Length);

    public void Delete(ColumnFamily family, ReadOnlySpan<byte> key) =>
        NativeMethods.rocksdb_writebatch_delete_cf(Handle, _database.Own(family), key, (nuint)key.Length);

    /// <summary>Deletes all keys from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public void DeleteRange(ColumnFamily family, ReadOnlySpan<byte> start, ReadOnlySpan<byte> end) =>
        NativeMethods.rocksdb_writebatch_delete_range_cf(
            Handle, _database.Own(family), start, (nuint)start.Length, end, (nuint)end.Length);

    public void Dispose() => Handle.Dispose();

    internal bool BelongsTo(RocksDatabase database) => ReferenceEquals(_database, database);
}
