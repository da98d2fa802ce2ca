using System.Buffers;

namespace Ledger.Storage.RocksDb;

/// <summary>The marshalling of many keys and values for one native call.</summary>
internal static unsafe class RocksMultiGet
{
    public static void Read(
        RocksDatabase database,
        ReadOptionsHandle options,
        ColumnFamilyHandle family,
        ReadOnlySpan<ReadOnlyMemory<byte>> keys,
        Span<byte[]?> values)
    {
        var results = new nint[keys.Length];
        var errors = new nint[keys.Length];
        try
        {
            Call(database.Handle, options, family, keys, results, errors);
            for (var i = 0; i < keys.Length; i++)
                database.ThrowIfUnreadable(Interlocked.Exchange(ref errors[i], 0));
            for (var i = 0; i < keys.Length; i++)
                values[i] = results[i] == 0 ? null : Copy(results[i]);
        }
        finally
        {
            Free(results, errors);
        }
    }

    private static void Call(
        DatabaseHandle database,
        ReadOptionsHandle options,
        ColumnFamilyHandle family,
        ReadOnlySpan<ReadOnlyMemory<byte>> keys,
        nint[] results,
        nint[] errors)
    {
        var total = 0;
        foreach (var key in keys)
            total += key.Length;
        var bytes = ArrayPool<byte>.Shared.Rent(Math.Max(total, 1));
        var pointers = new byte*[keys.Length];
        var lengths = new nuint[keys.Length];
        // SAFETY: all five arrays stay pinned for the call, which keeps no pointer to them.
        fixed (byte* start = bytes)
        fixed (byte** pointersStart = pointers)
        fixed (nuint* lengthsStart = lengths)
        fixed (nint* resultsStart = results)
        fixed (nint* errorsStart = errors)
        {
            var position = 0;
            for (var i = 0; i < keys.Length; i++)
            {
                var key = keys[i].Span;
                key.CopyTo(bytes.AsSpan(position));
                pointers[i] = start + position;
                lengths[i] = (nuint)key.Length;
                position += key.Length;
            }

            NativeMethods.rocksdb_batched_multi_get_cf(
                database, options, family, (nuint)keys.Length,
                pointersStart, lengthsStart, resultsStart, errorsStart, sortedInput: 0);
        }

        ArrayPool<byte>.Shared.Return(bytes);
    }

    private static byte[] Copy(nint value)
    {
        var bytes = NativeMethods.rocksdb_pinnableslice_value(value, out var length);
        return new ReadOnlySpan<byte>(bytes, checked((int)length)).ToArray();
    }

    private static void Free(nint[] results, nint[] errors)
    {
        foreach (var result in results)
        {
            if (result != 0)
                NativeMethods.rocksdb_pinnableslice_destroy(result);
        }

        foreach (var error in errors)
        {
            if (error != 0)
                NativeMethods.rocksdb_free(error);
        }
    }
}
