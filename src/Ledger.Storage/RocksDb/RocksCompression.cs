namespace Ledger.Storage.RocksDb;

/// <summary>The numbers are RocksDB's own. A kind that the library was built without is refused when opening.</summary>
internal enum RocksCompression
{
    None = 0,
    Lz4 = 4,
    Zstandard = 7,
}
