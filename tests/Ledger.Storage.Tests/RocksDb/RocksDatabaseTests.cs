using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Tests.RocksDb;

public sealed class RocksDatabaseTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly RocksDatabase _database;
    private readonly ColumnFamily _left;
    private readonly ColumnFamily _right;

    public RocksDatabaseTests()
    {
        _database = TestDatabase.Open(_directory.Sub("db"));
        _left = _database.Family("left");
        _right = _database.Family("right");
    }

    public void Dispose()
    {
        _database.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Write_BatchOverTwoFamilies_AppliesBoth()
    {
        using var batch = _database.StartBatch();
        batch.Put(_left, "a"u8, "1"u8);
        batch.Put(_right, "a"u8, "2"u8);

        _database.Write(batch);

        Assert.Equal("1"u8.ToArray(), _database.Latest.Find(_left, "a"u8));
        Assert.Equal("2"u8.ToArray(), _database.Latest.Find(_right, "a"u8));
    }

    [Fact]
    public void DeleteRange_HalfOpen_KeepsTheEnd()
    {
        _database.Put(_left, "a", "b", "c", "d");
        using var batch = _database.StartBatch();
        batch.DeleteRange(_left, "b"u8, "d"u8);
        batch.Delete(_left, "a"u8);

        _database.Write(batch);

        using var iterator = _database.Latest.Iterate(_left);
        Assert.Equal(["d"], iterator.Forward());
    }

    [Fact]
    public void Get_MissingKey_IsNotFound()
    {
        using var value = _database.Latest.Get(_left, "missing"u8);

        Assert.False(value.IsFound);
        Assert.True(value.Bytes.IsEmpty);
    }

    [Fact]
    public void Find_EmptyKeyAndValue_AreKept()
    {
        using var batch = _database.StartBatch();
        batch.Put(_left, default, default);
        _database.Write(batch);

        Assert.Empty(_database.Latest.Find(_left, default)!);
        Assert.Null(_database.Latest.Find(_right, default));
    }

    [Fact]
    public void MultiGet_WithMissingAndRepeatedKeys_AnswersInOrder()
    {
        _database.Put(_left, "a", "b", "c");
        ReadOnlyMemory<byte>[] keys =
            ["c"u8.ToArray(), "missing"u8.ToArray(), "a"u8.ToArray(), "c"u8.ToArray(), Array.Empty<byte>()];
        var values = new byte[]?[keys.Length];

        _database.Latest.MultiGet(_left, keys, values);

        byte[]?[] expected = ["c"u8.ToArray(), null, "a"u8.ToArray(), "c"u8.ToArray(), null];
        Assert.Equal(expected, values);
    }

    [Fact]
    public void MultiGet_OfNothing_LeavesThePlaces()
    {
        byte[]?[] values = ["a"u8.ToArray()];

        _database.Latest.MultiGet(_left, [], values);

        Assert.Equal("a"u8.ToArray(), values[0]);
    }

    [Fact]
    public void MultiGet_WithTooFewPlaces_Throws() =>
        Assert.Throws<ArgumentException>(
            () => _database.Latest.MultiGet(_left, new ReadOnlyMemory<byte>[2], new byte[]?[1]));

    [Fact]
    public void Snapshot_AfterLaterWrites_StillSeesTheOldState()
    {
        _database.Put(_left, "a");
        using var snapshot = _database.TakeSnapshot();

        _database.Put(_left, "b");

        Assert.NotNull(snapshot.Find(_left, "a"u8));
        Assert.Null(snapshot.Find(_left, "b"u8));
        using var iterator = snapshot.Iterate(_left);
        Assert.Equal(["a"], iterator.Forward());
    }

    [Fact]
    public void Reopen_AfterDispose_HasEverything()
    {
        _database.Put(_left, "a", "b");
        _database.Flush(_left);
        _database.Put(_left, "c");
        _database.Dispose();

        using var reopened = TestDatabase.Open(_directory.Sub("db"));

        using var iterator = reopened.Latest.Iterate(reopened.Family("left"));
        Assert.Equal(["a", "b", "c"], iterator.Forward());
    }
}
