namespace Ledger.Storage.RocksDb;

/// <summary>How a database is opened; every size is an upper bound for the whole database.</summary>
internal sealed record RocksOptions
{
    /// <summary>Data, index and filter blocks of all families share this.</summary>
    public long BlockCacheBytes { get; init; } = 128 << 20;

    /// <summary>Memory for writes not yet in files, all families together.</summary>
    public long WriteBufferBytes { get; init; } = 64 << 20;

    /// <summary>Bounds what a restart has to replay.</summary>
    public long WriteAheadLogBytesMax { get; init; } = 128 << 20;

    public int OpenFilesMax { get; init; } = 512;

    public int BackgroundJobsMax { get; init; } = 2;

    /// <summary>Files are handed to the disk in pieces of this size, so that no sync stalls on a big one.</summary>
    public long BytesPerSync { get; init; } = 1 << 20;

    public bool CreateIfMissing { get; init; } = true;

    /// <summary>
    /// What a damaged end of the write-ahead log means: refuse to open (the default), or keep the whole batches
    /// before it.
    /// </summary>
    public bool CutDamagedLog { get; init; }

    /// <summary>
    /// Opens files for reading only, takes no lock and writes nothing, also while another process writes. What that
    /// one commits later is not seen.
    /// </summary>
    public bool ReadOnly { get; init; }
}
