namespace Ledger.Storage.RocksDb;

/// <summary>The read options of one iterator with its bounds; both must live as long as the iterator does.</summary>
internal sealed class IterationOptions : IDisposable
{
    // Pinned, and referenced from here: RocksDB copies neither.
    private readonly byte[]? _lower;
    private readonly byte[]? _upper;

    /// <param name="native">Owned from here on.</param>
    public unsafe IterationOptions(ReadOptionsHandle native, ReadOnlySpan<byte> lower, ReadOnlySpan<byte> upper)
    {
        (Native, _lower, _upper) = (native, PinnedCopy(lower), PinnedCopy(upper));
        // SAFETY: the arrays do not move, and they are alive for as long as this object is.
        fixed (byte* low = _lower, high = _upper)
        {
            if (low is not null)
                NativeMethods.rocksdb_readoptions_set_iterate_lower_bound(native, low, (nuint)lower.Length);
            if (high is not null)
                NativeMethods.rocksdb_readoptions_set_iterate_upper_bound(native, high, (nuint)upper.Length);
        }
    }

    public ReadOptionsHandle Native { get; }

    public void Dispose() => Native.Dispose();

    private static byte[]? PinnedCopy(ReadOnlySpan<byte> bound)
    {
        if (bound.IsEmpty)
            return null;
        var copy = GC.AllocateUninitializedArray<byte>(bound.Length, pinned: true);
        bound.CopyTo(copy);
        return copy;
    }
}
