using System.Runtime.InteropServices;

namespace Ledger.Storage.RocksDb;

/// <summary>RocksDB's C API for options, under its own names.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage(
    "Style", "IDE1006", Justification = "The names of the C API, so that they can be looked up.")]
internal static partial class NativeOptions
{
    private const string Library = RocksLibrary.ImportName;

    static NativeOptions() => RocksLibrary.Register();

    [LibraryImport(Library)]
    public static partial OptionsHandle rocksdb_options_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_options_destroy(nint options);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_destroy(nint table);

    [LibraryImport(Library)]
    public static partial void rocksdb_cache_destroy(nint cache);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_create_if_missing(OptionsHandle options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_create_missing_column_families(OptionsHandle options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_paranoid_checks(OptionsHandle options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_wal_recovery_mode(OptionsHandle options, int mode);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_atomic_flush(OptionsHandle options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_allow_concurrent_memtable_write(
        OptionsHandle options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_compression(OptionsHandle options, int compression);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_write_buffer_size(OptionsHandle options, nuint bytes);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_db_write_buffer_size(OptionsHandle options, nuint bytes);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_max_total_wal_size(OptionsHandle options, ulong bytes);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_max_open_files(OptionsHandle options, int count);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_max_background_jobs(OptionsHandle options, int count);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_bytes_per_sync(OptionsHandle options, ulong bytes);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_keep_log_file_num(OptionsHandle options, nuint count);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_max_log_file_size(OptionsHandle options, nuint bytes);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_stats_dump_period_sec(OptionsHandle options, uint seconds);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_level_compaction_dynamic_level_bytes(
        OptionsHandle options, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_block_based_table_factory(
        OptionsHandle options, TableOptionsHandle table);

    [LibraryImport(Library)]
    public static partial TableOptionsHandle rocksdb_block_based_options_create();

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_block_cache(
        TableOptionsHandle table, CacheHandle cache);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_block_size(TableOptionsHandle table, nuint bytes);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_filter_policy(TableOptionsHandle table, nint policy);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_cache_index_and_filter_blocks(
        TableOptionsHandle table, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_block_based_options_set_pin_l0_filter_and_index_blocks_in_cache(
        TableOptionsHandle table, byte value);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_memtable_prefix_bloom_size_ratio(
        OptionsHandle options, double ratio);

    [LibraryImport(Library)]
    public static partial void rocksdb_options_set_memtable_whole_key_filtering(OptionsHandle options, byte value);

    [LibraryImport(Library)]
    public static partial nint rocksdb_filterpolicy_create_bloom_full(double bitsPerKey);

    [LibraryImport(Library)]
    public static partial CacheHandle rocksdb_cache_create_lru(nuint bytes);
}
