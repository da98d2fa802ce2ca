namespace Ledger.Storage.RocksDb;

/// <summary>A value where RocksDB keeps it, without a copy. Its bytes are valid until it is disposed.</summary>
internal readonly struct PinnedValue : IDisposable
{
    private readonly PinnedValueHandle? _handle;

    internal PinnedValue(PinnedValueHandle handle) => _handle = handle;

    /// <summary>False if the key is missing.</summary>
    public bool IsFound => _handle is not null;

    public unsafe ReadOnlySpan<byte> Bytes
    {
        get
        {
            if (_handle is null)
                return default;
            ObjectDisposedException.ThrowIf(_handle.IsClosed, typeof(PinnedValue));
            // SAFETY: the native slice lives as long as the handle, which this struct holds.
            var bytes = NativeMethods.rocksdb_pinnableslice_value(_handle.DangerousGetHandle(), out var length);
            return new(bytes, checked((int)length));
        }
    }

    public void Dispose() => _handle?.Dispose();
}
