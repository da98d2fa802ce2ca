using System.Runtime.InteropServices;

namespace Ledger.Storage.RocksDb;

/// <summary>
/// The part of RocksDB's C API (rocksdb/c.h) that is used here, under its own names. An error parameter must be zero
/// on entry and holds a text to free on failure; a length counts bytes; booleans are one byte wide.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Style", "IDE1006", Justification = "The names of the C API, so that they can be looked up.")]
internal static unsafe partial class NativeMethods
{
    private const string Library = RocksLibrary.ImportName;

    static NativeMethods() => RocksLibrary.Register();

    [LibraryImport(Library)]
    public static partial void rocksdb_free(nint pointer);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint rocksdb_open_column_families(
        OptionsHandle options, string path,
        int count, nint* names, nint* familyOptions, nint* families, ref nint error);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint rocksdb_open_for_read_only_column_families(
        OptionsHandle options, string path,
        int count, nint* names, nint* familyOptions, nint* families, byte errorIfLogExists, ref nint error);

    [LibraryImport(Library)]
    public static partial void rocksdb_close(nint database);

    [LibraryImport(Library)]
    public static partial void rocksdb_column_family_handle_destroy(nint family);

    [LibraryImport(Library)]
    public static partial void rocksdb_write(
        DatabaseHandle database, WriteOptionsHandle options, WriteBatchHandle batch, ref nint error);

    [LibraryImport(Library)]
    public static partial nint rocksdb_get_pinned_cf(
        DatabaseHandle database, ReadOptionsHandle options, ColumnFamilyHandle family,
        ReadOnlySpan<byte> key, nuint keyLength, ref nint error);

    [LibraryImport(Library)]
    public static partial void rocksdb_batched_multi_get_cf(
        DatabaseHandle database, ReadOptionsHandle options, ColumnFamilyHandle family, nuint count,
        byte** keys, nuint* keyLengths, nint* values, nint* errors, byte sortedInput);

    [LibraryImport(Library)]
    [SuppressGCTransition]
    public static partial byte* rocksdb_pinnableslice_value(nint value, out nuint length);

    [LibraryImport(Library)]
    public static partial void rocksdb_pinnableslice_destroy(nint value);

    [LibraryImport(Library)]
    public static partial nint rocksdb_create_snapshot(DatabaseHandle database);

    [LibraryImport(Library)]
    public static partial void rocksdb_release_snapshot(nint database, nint snapshot);

    [LibraryImport(Library)]
    public static partial void rocksdb_flush_cf(
        DatabaseHandle database, nint flushOptions, ColumnFamilyHandle family, ref nint error);

    [LibraryImport(Library)]
    public static partial nint rocksdb_flushoptions_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_flushoptions_destroy(nint options);

    [LibraryImport(Library)]
    public static partial WriteBatchHandle rocksdb_writebatch_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_writebatch_destroy(nint batch);

    [LibraryImport(Library)]
    public static partial void rocksdb_writebatch_put_cf(
        WriteBatchHandle batch, ColumnFamilyHandle family,
        ReadOnlySpan<byte> key, nuint keyLength, ReadOnlySpan<byte> value, nuint valueLength);

    [LibraryImport(Library)]
    public static partial void rocksdb_writebatch_delete_cf(
        WriteBatchHandle batch, ColumnFamilyHandle family, ReadOnlySpan<byte> key, nuint keyLength);

    [LibraryImport(Library)]
    public static partial void rocksdb_writebatch_delete_range_cf(
        WriteBatchHandle batch, ColumnFamilyHandle family,
        ReadOnlySpan<byte> start, nuint startLength, ReadOnlySpan<byte> end, nuint endLength);

    [LibraryImport(Library)]
    public static partial nint rocksdb_create_iterator_cf(
        DatabaseHandle database, ReadOptionsHandle options, ColumnFamilyHandle family);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_destroy(nint iterator);

    [LibraryImport(Library)]
    public static partial byte rocksdb_iter_valid(IteratorHandle iterator);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_seek_to_first(IteratorHandle iterator);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_seek_to_last(IteratorHandle iterator);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_next(IteratorHandle iterator);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_prev(IteratorHandle iterator);

    [LibraryImport(Library)]
    public static partial byte* rocksdb_iter_key(IteratorHandle iterator, out nuint length);

    [LibraryImport(Library)]
    public static partial byte* rocksdb_iter_value(IteratorHandle iterator, out nuint length);

    [LibraryImport(Library)]
    public static partial void rocksdb_iter_get_error(IteratorHandle iterator, ref nint error);

    [LibraryImport(Library)]
    public static partial ReadOptionsHandle rocksdb_readoptions_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_readoptions_destroy(nint options);

    [LibraryImport(Library)]
    public static partial void rocksdb_readoptions_set_snapshot(ReadOptionsHandle options, SnapshotHandle snapshot);

    [LibraryImport(Library)]
    public static partial void rocksdb_readoptions_set_verify_checksums(ReadOptionsHandle options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_readoptions_set_fill_cache(ReadOptionsHandle options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_readoptions_set_iterate_lower_bound(
        ReadOptionsHandle options, byte* key, nuint keyLength);

    [LibraryImport(Library)]
    public static partial void rocksdb_readoptions_set_iterate_upper_bound(
        ReadOptionsHandle options, byte* key, nuint keyLength);

    [LibraryImport(Library)]
    public static partial WriteOptionsHandle rocksdb_writeoptions_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_writeoptions_destroy(nint options);

    [LibraryImport(Library)]
    public static partial void rocksdb_writeoptions_set_memtable_insert_hint_per_batch(
        WriteOptionsHandle options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_writeoptions_set_sync(WriteOptionsHandle options, byte value);
}
