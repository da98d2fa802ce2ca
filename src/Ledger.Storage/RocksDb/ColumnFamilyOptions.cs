namespace Ledger.Storage.RocksDb;

/// <summary>How one column family is kept.</summary>
internal sealed record ColumnFamilyOptions(string Name)
{
    public RocksCompression Compression { get; init; } = RocksCompression.Lz4;

    /// <summary>Bits of the bloom filter for each key; 0 for families that are only scanned.</summary>
    public int BloomBitsPerKey { get; init; } = 10;

    /// <summary>The unit of reading, caching and checksums.</summary>
    public int BlockBytes { get; init; } = 16 << 10;

    /// <summary>Writes gathered in memory before they become a file.</summary>
    public int WriteBufferBytes { get; init; } = 16 << 20;
}
