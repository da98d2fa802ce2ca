using System.Runtime.InteropServices;

namespace Ledger.Storage.RocksDb;

/// <summary>
/// RocksDB refused or failed. The message is RocksDB's own text, which names the file where there is one.
/// </summary>
public sealed class RocksException(string message) : IOException(message)
{
    /// <summary>
    /// Bytes on disk are not what was written; nothing read from this database may be trusted further.
    /// </summary>
    public bool IsCorruption { get; } = message.StartsWith("Corruption", StringComparison.Ordinal);

    /// <summary>Takes ownership of the text that a native call left in <paramref name="error"/>, if any.</summary>
    internal static void ThrowIfSet(nint error)
    {
        if (error != 0)
            throw Take(error);
    }

    internal static RocksException Take(nint error)
    {
        var text = Marshal.PtrToStringUTF8(error) ?? "";
        NativeMethods.rocksdb_free(error);
        return new(text);
    }
}
