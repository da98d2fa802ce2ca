using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Tests.RocksDb;

/// <summary>Wrong use of the binding is an exception, never a crash of the process.</summary>
public sealed class MisuseTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void AnyCall_AfterDispose_Throws()
    {
        var database = TestDatabase.Open(_directory.Sub("db"));
        var family = database.Family("left");
        var batch = database.StartBatch();
        batch.Put(family, "a"u8, "a"u8);
        database.Dispose();

        Assert.Throws<ObjectDisposedException>(() => database.Latest.Find(family, "a"u8));
        Assert.Throws<ObjectDisposedException>(() => database.Latest.Iterate(family));
        Assert.Throws<ObjectDisposedException>(() => database.Write(batch));
        Assert.Throws<ObjectDisposedException>(() => database.TakeSnapshot());
        Assert.Throws<ObjectDisposedException>(() => batch.Put(family, "b"u8, "b"u8));
        Assert.Throws<ObjectDisposedException>(() => database.Flush(family));
        batch.Dispose();
        Assert.Throws<ObjectDisposedException>(() => batch.Delete(family, "b"u8));
        database.Dispose();
    }

    [Fact]
    public void Children_DisposedAfterTheirDatabase_StayUsableUntilThen()
    {
        var database = TestDatabase.Open(_directory.Sub("db"));
        var family = database.Family("left");
        database.Put(family, "a", "b");
        var iterator = database.Latest.Iterate(family);
        var value = database.Latest.Get(family, "b"u8);
        var snapshot = database.TakeSnapshot();
        database.Dispose();

        Assert.Equal(["a", "b"], iterator.Forward());
        Assert.Equal("b"u8, value.Bytes);
        Assert.Throws<ObjectDisposedException>(() => snapshot.Find(family, "a"u8));
        value.Dispose();
        Assert.Throws<ObjectDisposedException>(() => value.Bytes.Length);
        snapshot.Dispose();
        iterator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => iterator.SeekToFirst());

        // The last child closed the files, so that the directory can be opened again.
        TestDatabase.Open(_directory.Sub("db")).Dispose();
    }

    [Fact]
    public void FamilyOrBatch_OfAnotherDatabase_IsRefused()
    {
        using var one = TestDatabase.Open(_directory.Sub("one"));
        using var other = TestDatabase.Open(_directory.Sub("other"));
        using var batch = other.StartBatch();

        Assert.Throws<ArgumentException>(() => one.Latest.Find(other.Family("left"), "a"u8));
        Assert.Throws<ArgumentException>(() => batch.Put(one.Family("left"), "a"u8, "a"u8));
        Assert.Throws<ArgumentException>(() => one.Write(batch));
    }

    [Fact]
    public void Open_Twice_ShowsRocksTextWithThePath()
    {
        using var database = TestDatabase.Open(_directory.Sub("db"));

        var error = Assert.Throws<RocksException>(() => TestDatabase.Open(_directory.Sub("db")));

        Assert.Contains(_directory.Sub("db"), error.Message, StringComparison.Ordinal);
        Assert.Contains("lock", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.False(error.IsCorruption);
    }

    [Fact]
    public void Open_WithoutAFamilyThatIsOnDisk_NamesIt()
    {
        TestDatabase.Open(_directory.Sub("db")).Dispose();

        var error = Assert.Throws<RocksException>(
            () => RocksDatabase.Open(_directory.Sub("db"), new(), [new("left")]));

        Assert.Contains("right", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MissingDirectoryWithoutCreate_Throws() =>
        Assert.Throws<RocksException>(
            () => TestDatabase.Open(_directory.Sub("db"), new() { CreateIfMissing = false }));

    [Fact]
    public void Load_WithNoCandidatePresent_NamesThePackage()
    {
        var error = Assert.Throws<DllNotFoundException>(
            () => RocksLibrary.Load(["librocksdb-absent.so"], typeof(MisuseTests).Assembly, null));

        Assert.Contains("librocksdb7.8", error.Message, StringComparison.Ordinal);
        Assert.Contains("librocksdb-absent.so", error.Message, StringComparison.Ordinal);
    }
}
