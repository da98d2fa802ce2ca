using Microsoft.Win32.SafeHandles;

namespace Ledger.Storage.RocksDb;

/// <summary>
/// A native object that must die before its database. It keeps the database open, so that disposing in the wrong
/// order is harmless: the database is closed when the last of its children is gone.
/// </summary>
internal abstract class ChildHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    private readonly DatabaseHandle _database;
    private readonly bool _holdsDatabase;

    protected ChildHandle(DatabaseHandle database, nint native) : base(ownsHandle: true)
    {
        _database = database;
        database.DangerousAddRef(ref _holdsDatabase);
        SetHandle(native);
    }

    protected nint Database => _database.DangerousGetHandle();

    protected sealed override bool ReleaseHandle()
    {
        Destroy(handle);
        if (_holdsDatabase)
            _database.DangerousRelease();
        return true;
    }

    protected abstract void Destroy(nint native);
}

internal sealed class DatabaseHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public DatabaseHandle() : base(ownsHandle: true)
    {
    }

    public void Adopt(nint native) => SetHandle(native);

    protected override bool ReleaseHandle()
    {
        NativeMethods.rocksdb_close(handle);
        return true;
    }
}

internal sealed class ColumnFamilyHandle(DatabaseHandle database, nint native) : ChildHandle(database, native)
{
    protected override void Destroy(nint native) => NativeMethods.rocksdb_column_family_handle_destroy(native);
}

internal sealed class SnapshotHandle(DatabaseHandle database, nint native) : ChildHandle(database, native)
{
    protected override void Destroy(nint native) => NativeMethods.rocksdb_release_snapshot(Database, native);
}

/// <summary>
/// Owns its options too: the iterator reads its bounds through a pointer into them, and they hold pointers to the keys.
/// </summary>
internal sealed class IteratorHandle : ChildHandle
{
    private readonly IterationOptions _options;

    public IteratorHandle(DatabaseHandle database, nint native, IterationOptions options) : base(database, native) =>
        _options = options;

    protected override void Destroy(nint native)
    {
        NativeMethods.rocksdb_iter_destroy(native);
        _options.Dispose();
    }
}

internal sealed class PinnedValueHandle(DatabaseHandle database, nint native) : ChildHandle(database, native)
{
    protected override void Destroy(nint native) => NativeMethods.rocksdb_pinnableslice_destroy(native);
}

internal sealed class WriteBatchHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.rocksdb_writebatch_destroy(handle);
        return true;
    }
}

internal sealed class ReadOptionsHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.rocksdb_readoptions_destroy(handle);
        return true;
    }
}

internal sealed class WriteOptionsHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeMethods.rocksdb_writeoptions_destroy(handle);
        return true;
    }
}

internal sealed class OptionsHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeOptions.rocksdb_options_destroy(handle);
        return true;
    }
}

internal sealed class TableOptionsHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeOptions.rocksdb_block_based_options_destroy(handle);
        return true;
    }
}

internal sealed class CacheHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        NativeOptions.rocksdb_cache_destroy(handle);
        return true;
    }
}
