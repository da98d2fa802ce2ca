namespace Ledger.Storage.RocksDb;

/// <summary>
/// An open RocksDB directory. Reads and writes are safe for many threads. Views, iterators and pinned values may
/// outlive it: they refuse nothing until they are disposed themselves, and the files stay open until then.
/// </summary>
internal sealed class RocksDatabase : IDisposable
{
    private readonly Dictionary<string, ColumnFamily> _families = new(StringComparer.Ordinal);
    private readonly WriteOptionsHandle _synced = CreateWriteOptions();

    private readonly TaskCompletionSource _damage = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RocksDatabase(string path)
    {
        Path = path;
        Latest = new(this, snapshot: null);
    }

    public string Path { get; }

    /// <summary>Reads that always see the last write.</summary>
    public RocksView Latest { get; }

    /// <summary>Fails with what the first read met that could not be done, on whatever thread that was.</summary>
    public Task Damage => _damage.Task;

    internal DatabaseHandle Handle { get; } = new();

    /// <summary>
    /// Opens the directory with exactly these families (and RocksDB's own "default"), creating the missing ones. A
    /// family on disk that is not named is an error. Throws <see cref="RocksException"/> or, for damage that RocksDB
    /// would not survive, <see cref="StoreDamagedException"/>.
    /// </summary>
    public static RocksDatabase Open(
        string path, RocksOptions options, IReadOnlyList<ColumnFamilyOptions> families)
    {
        TableEnds.Check(path);
        var database = new RocksDatabase(path);
        try
        {
            RocksOpening.Open(database.Handle, path, options, families, database.Add);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public ColumnFamily Family(string name) => _families[name];

    public WriteBatch StartBatch() => new(this);

    /// <summary>Applies the batch as a whole; it is on the disk when this returns.</summary>
    public void Write(WriteBatch batch)
    {
        if (!batch.BelongsTo(this))
            throw new ArgumentException("The batch was started on another database.", nameof(batch));
        nint error = 0;
        NativeMethods.rocksdb_write(Handle, _synced, batch.Handle, ref error);
        RocksException.ThrowIfSet(error);
    }

    /// <summary>Freezes the state of now for readers; the caller disposes the view.</summary>
    public RocksView TakeSnapshot() => new(this, new(Handle, NativeMethods.rocksdb_create_snapshot(Handle)));

    /// <summary>Turns what one family holds in memory into files, and waits for it.</summary>
    public void Flush(ColumnFamily family)
    {
        nint error = 0;
        var options = NativeMethods.rocksdb_flushoptions_create();
        NativeMethods.rocksdb_flush_cf(Handle, options, Own(family), ref error);
        NativeMethods.rocksdb_flushoptions_destroy(options);
        RocksException.ThrowIfSet(error);
    }

    public void Dispose()
    {
        Latest.Dispose();
        foreach (var family in _families.Values)
            family.Handle.Dispose();
        _synced.Dispose();
        Handle.Dispose();
    }

    /// <summary>
    /// A handle of another database has a number that means another family here, so it must not pass.
    /// </summary>
    internal ColumnFamilyHandle Own(ColumnFamily family) =>
        _families.TryGetValue(family.Name, out var own) && ReferenceEquals(own, family)
            ? family.Handle
            : throw new ArgumentException("The column family belongs to another database.", nameof(family));

    /// <summary>Takes ownership of the text that a native read left in <paramref name="error"/>, if any.</summary>
    internal void ThrowIfUnreadable(nint error)
    {
        if (error == 0)
            return;
        var damage = RocksException.Take(error);
        _damage.TrySetException(damage);
        throw damage;
    }

    private static WriteOptionsHandle CreateWriteOptions()
    {
        var options = NativeMethods.rocksdb_writeoptions_create();
        NativeMethods.rocksdb_writeoptions_set_sync(options, 1);
        // Much of a batch is in key order, and an insert next to the last one needs no search.
        NativeMethods.rocksdb_writeoptions_set_memtable_insert_hint_per_batch(options, 1);
        return options;
    }

    private void Add(string name, nint native) => _families.Add(name, new(name, new(Handle, native)));
}
