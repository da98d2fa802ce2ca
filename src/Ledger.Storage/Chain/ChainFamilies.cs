using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>The column families of the chain. FORMAT.md says what stands in each.</summary>
internal sealed class ChainFamilies(RocksDatabase database)
{
    private const int BlockBytesOfLargeValues = 64 << 10;

    // Hashes do not compress; trying to costs more than it saves.
    public static readonly IReadOnlyList<ColumnFamilyOptions> Options =
    [
        new("meta"),
        new("headers") { BloomBitsPerKey = 0 },
        new("blocks") { BloomBitsPerKey = 0, BlockBytes = BlockBytesOfLargeValues },
        new("certificates") { BloomBitsPerKey = 0, Compression = RocksCompression.None },
        new("outcomes") { BloomBitsPerKey = 0 },
        new("transactions") { Compression = RocksCompression.None },
        new("accounts") { BloomBitsPerKey = 0 },
        new("history") { BloomBitsPerKey = 0, Compression = RocksCompression.None },
        new("state"),
        new("nonces") { Compression = RocksCompression.None },
        new("pages") { Compression = RocksCompression.None, BlockBytes = 4 << 10 },
    ];

    public IReadOnlyList<ColumnFamily> All { get; } = [.. Options.Select(family => database.Family(family.Name))];

    public ColumnFamily Meta { get; } = database.Family("meta");

    public ColumnFamily Headers { get; } = database.Family("headers");

    public ColumnFamily Blocks { get; } = database.Family("blocks");

    public ColumnFamily Certificates { get; } = database.Family("certificates");

    public ColumnFamily Outcomes { get; } = database.Family("outcomes");

    public ColumnFamily Transactions { get; } = database.Family("transactions");

    public ColumnFamily Accounts { get; } = database.Family("accounts");

    public ColumnFamily History { get; } = database.Family("history");

    public ColumnFamily State { get; } = database.Family("state");

    public ColumnFamily Nonces { get; } = database.Family("nonces");

    public ColumnFamily Pages { get; } = database.Family("pages");
}
