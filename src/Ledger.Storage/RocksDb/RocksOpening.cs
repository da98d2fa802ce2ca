using System.Runtime.InteropServices;
using static Ledger.Storage.RocksDb.NativeOptions;

namespace Ledger.Storage.RocksDb;

/// <summary>Translates options for RocksDB and opens a directory.</summary>
internal static class RocksOpening
{
    private const string DefaultFamily = "default";

    // rocksdb/c.h: absolute consistency refuses any unreadable record, point in time stops at the first.
    private const int RefuseDamagedLog = 1;
    private const int StopAtDamagedLog = 2;

    private const double MemoryFilterShare = 0.02;

    public static unsafe void Open(
        DatabaseHandle database,
        string path,
        RocksOptions options,
        IReadOnlyList<ColumnFamilyOptions> families,
        Action<string, nint> add)
    {
        ColumnFamilyOptions[] all = [new(DefaultFamily), .. families];
        using var cache = rocksdb_cache_create_lru((nuint)options.BlockCacheBytes);
        using var native = Translate(options);
        var familyOptions = Array.ConvertAll(all, family => Translate(family, cache));
        var names = Array.ConvertAll(all, family => Marshal.StringToCoTaskMemUTF8(family.Name));
        var pointers = Array.ConvertAll(familyOptions, handle => handle.DangerousGetHandle());
        var handles = new nint[all.Length];
        nint error = 0;
        // SAFETY: the arrays stay pinned for the call, which copies names and options.
        fixed (nint* namesStart = names, pointersStart = pointers, handlesStart = handles)
        {
            database.Adopt(options.ReadOnly
                ? NativeMethods.rocksdb_open_for_read_only_column_families(
                    native, path, all.Length, namesStart, pointersStart, handlesStart, errorIfLogExists: 0, ref error)
                : NativeMethods.rocksdb_open_column_families(
                    native, path, all.Length, namesStart, pointersStart, handlesStart, ref error));
        }

        Array.ForEach(names, Marshal.FreeCoTaskMem);
        Array.ForEach(familyOptions, handle => handle.Dispose());
        RocksException.ThrowIfSet(error);
        for (var i = 0; i < all.Length; i++)
            add(all[i].Name, handles[i]);
    }

    private static OptionsHandle Translate(RocksOptions options)
    {
        var native = rocksdb_options_create();
        rocksdb_options_set_create_if_missing(native, options.CreateIfMissing ? (byte)1 : (byte)0);
        rocksdb_options_set_create_missing_column_families(native, 1);
        rocksdb_options_set_paranoid_checks(native, 1);
        rocksdb_options_set_wal_recovery_mode(native, options.CutDamagedLog ? StopAtDamagedLog : RefuseDamagedLog);
        // All families are flushed together, so files never hold a part of a batch whose rest is only in the log.
        rocksdb_options_set_atomic_flush(native, 1);
        // One thread writes, so each insert may begin to look for its place at the one before.
        rocksdb_options_set_allow_concurrent_memtable_write(native, 0);
        rocksdb_options_set_db_write_buffer_size(native, (nuint)options.WriteBufferBytes);
        rocksdb_options_set_max_total_wal_size(native, (ulong)options.WriteAheadLogBytesMax);
        // Files that stay open can be read to the end though the process that writes has deleted them.
        rocksdb_options_set_max_open_files(native, options.ReadOnly ? -1 : options.OpenFilesMax);
        rocksdb_options_set_max_background_jobs(native, options.BackgroundJobsMax);
        rocksdb_options_set_bytes_per_sync(native, (ulong)options.BytesPerSync);
        // RocksDB's own diary: four files of 4 MiB, without the periodic statistics.
        rocksdb_options_set_keep_log_file_num(native, 4);
        rocksdb_options_set_max_log_file_size(native, 4 << 20);
        rocksdb_options_set_stats_dump_period_sec(native, 0);
        return native;
    }

    private static OptionsHandle Translate(ColumnFamilyOptions family, CacheHandle cache)
    {
        using var table = rocksdb_block_based_options_create();
        rocksdb_block_based_options_set_block_cache(table, cache);
        rocksdb_block_based_options_set_block_size(table, (nuint)family.BlockBytes);
        rocksdb_block_based_options_set_cache_index_and_filter_blocks(table, 1);
        rocksdb_block_based_options_set_pin_l0_filter_and_index_blocks_in_cache(table, 1);
        // The table options own the policy from here on.
        if (family.BloomBitsPerKey > 0)
        {
            rocksdb_block_based_options_set_filter_policy(
                table, rocksdb_filterpolicy_create_bloom_full(family.BloomBitsPerKey));
        }

        var native = rocksdb_options_create();
        rocksdb_options_set_compression(native, (int)family.Compression);
        rocksdb_options_set_write_buffer_size(native, (nuint)family.WriteBufferBytes);
        // The memory table gets a filter too: a key that is in no file is mostly asked for because it is nowhere.
        if (family.BloomBitsPerKey > 0)
        {
            rocksdb_options_set_memtable_prefix_bloom_size_ratio(native, MemoryFilterShare);
            rocksdb_options_set_memtable_whole_key_filtering(native, 1);
        }

        rocksdb_options_set_level_compaction_dynamic_level_bytes(native, 1);
        rocksdb_options_set_block_based_table_factory(native, table);
        return native;
    }
}
