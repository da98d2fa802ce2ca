namespace Ledger.Storage.RocksDb;

/// <summary>Ranges of keys in byte order.</summary>
internal static class KeyRange
{
    /// <summary>
    /// The least key greater than all that start with <paramref name="prefix"/>; empty, which means "no bound", if the
    /// prefix is empty or all 0xFF.
    /// </summary>
    public static byte[] EndOfPrefix(ReadOnlySpan<byte> prefix)
    {
        var length = prefix.LastIndexOfAnyExcept((byte)0xFF) + 1;
        if (length == 0)
            return [];
        var end = prefix[..length].ToArray();
        end[^1]++;
        return end;
    }
}
