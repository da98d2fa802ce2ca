using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Tests.RocksDb;

/// <summary>Damaged files are noticed, and the error names the file.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string DatabasePath => _directory.Sub("db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Read_FlippedBitInATable_NamesTheFile()
    {
        using (var database = TestDatabase.Open(DatabasePath))
        {
            database.Put(database.Family("left"), [.. Enumerable.Range(0, 1000).Select(i => $"key {i:d6}")]);
            database.Flush(database.Family("left"));
        }

        var table = Directory.GetFiles(DatabasePath, "*.sst").Single();
        Flip(table, offset: 100);
        using var damaged = TestDatabase.Open(DatabasePath);
        using var iterator = damaged.Latest.Iterate(damaged.Family("left"));

        var error = Assert.Throws<RocksException>(() => iterator.Forward());

        Assert.True(error.IsCorruption);
        Assert.Contains(Path.GetFileName(table), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FlippedBitInTheLog_IsRefusedUnlessTheEndMayBeCut()
    {
        using (var database = TestDatabase.Open(DatabasePath))
        {
            database.Put(database.Family("left"), "a");
            database.Put(database.Family("left"), "b");
        }

        var log = Directory.GetFiles(DatabasePath, "*.log").Single();
        Flip(log, (int)new FileInfo(log).Length - 1);

        var error = Assert.Throws<RocksException>(() => TestDatabase.Open(DatabasePath));
        Assert.True(error.IsCorruption);
        using var cut = TestDatabase.Open(DatabasePath, new() { CutDamagedLog = true });
        using var iterator = cut.Latest.Iterate(cut.Family("left"));
        Assert.Equal(["a"], iterator.Forward());
    }

    private static void Flip(string file, int offset)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[offset] ^= 0x10;
        File.WriteAllBytes(file, bytes);
    }
}
