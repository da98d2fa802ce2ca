using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Tests.RocksDb;

public sealed class RocksIteratorTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RocksDatabase _database;
    private readonly ColumnFamily _family;

    public RocksIteratorTests()
    {
        _database = TestDatabase.Open(_directory.Sub("db"));
        _family = _database.Family("left");
        _database.Put(_family, "a", "b1", "b2", "c", "e");
    }

    public void Dispose()
    {
        _database.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Iterate_WithoutBounds_WalksBothWays()
    {
        using var iterator = _database.Latest.Iterate(_family, once: true);

        Assert.Equal(["a", "b1", "b2", "c", "e"], iterator.Forward());
        Assert.Equal(["e", "c", "b2", "b1", "a"], iterator.Backward());
    }

    [Fact]
    public void Iterate_WithBounds_IncludesLowerAndExcludesUpper()
    {
        using var iterator = _database.Latest.Iterate(_family, "b1"u8, "e"u8);

        Assert.Equal(["b1", "b2", "c"], iterator.Forward());
        Assert.Equal(["c", "b2", "b1"], iterator.Backward());
    }

    [Fact]
    public void Iterate_AfterCollection_KeepsItsBounds()
    {
        using var iterator = _database.Latest.Iterate(_family, "b1"u8, "e"u8);

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

        Assert.Equal(["b1", "b2", "c"], iterator.Forward());
    }

    [Fact]
    public void IteratePrefix_AmongNeighbours_WalksItsKeysOnly()
    {
        using var iterator = _database.Latest.IteratePrefix(_family, "b"u8);

        Assert.Equal(["b1", "b2"], iterator.Forward());
    }

    [Fact]
    public void EndOfPrefix_WithHighBytes_CarriesOrHasNoBound()
    {
        Assert.Equal([0x02], KeyRange.EndOfPrefix([0x01, 0xFF, 0xFF]));
        Assert.Equal([0x01, 0x01], KeyRange.EndOfPrefix([0x01, 0x00]));
        Assert.Empty(KeyRange.EndOfPrefix([0xFF, 0xFF]));
        Assert.Empty(KeyRange.EndOfPrefix([]));
    }

    [Fact]
    public void KeyOrMove_OffTheEnd_Throws()
    {
        using var iterator = _database.Latest.Iterate(_family);
        iterator.SeekToLast();
        iterator.MoveNext();

        Assert.Throws<InvalidOperationException>(() => iterator.Key.Length);
        Assert.Throws<InvalidOperationException>(() => iterator.MoveNext());
        Assert.Throws<InvalidOperationException>(() => iterator.MovePrevious());
    }
}
