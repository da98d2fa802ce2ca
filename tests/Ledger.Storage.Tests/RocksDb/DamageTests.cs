using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Tests.RocksDb;

/// <summary>Damaged files are noticed, and the error names the file.</summary>
public sealed class DamageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string DatabasePath => _directory.Sub("db");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Read_FlippedBitInATable_NamesTheFileToReaderAndWatcher()
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

        Assert.False(damaged.Damage.IsCompleted);
        var error = Assert.Throws<RocksException>(() => iterator.Forward());

        Assert.Same(error, await Assert.ThrowsAsync<RocksException>(() => damaged.Damage));
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

    /// <summary>A RocksDB with assertions would end the process at one of these bits.</summary>
    [Fact]
    public void Open_WithAnyHighBitOfATablesEndFlipped_IsRefusedOrReadsTheSame()
    {
        using (var database = TestDatabase.Open(DatabasePath))
        {
            database.Put(database.Family("left"), "a");
            database.Flush(database.Family("left"));
        }

        var table = Directory.GetFiles(DatabasePath, "*.sst").Single();
        var sound = File.ReadAllBytes(table);
        var refusals = new List<string>();
        for (var offset = Math.Max(0, sound.Length - 200); offset < sound.Length; offset++)
        {
            Flip(table, offset, 0x80);
            try
            {
                using var damaged = TestDatabase.Open(DatabasePath, new() { ReadOnly = true });
                using var iterator = damaged.Latest.Iterate(damaged.Family("left"));
                Assert.Equal(["a"], iterator.Forward());
            }
            catch (IOException refusal)
            {
                refusals.Add(refusal.Message);
            }

            File.WriteAllBytes(table, sound);
        }

        Assert.NotEmpty(refusals);
        Assert.All(refusals, refusal => Assert.StartsWith("Corruption", refusal, StringComparison.Ordinal));
        Assert.Contains(refusals, refusal => refusal.Contains($"{table}: its block of properties", StringComparison.Ordinal));
    }

    private static void Flip(string file, int offset, byte bits = 0x10)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[offset] ^= bits;
        File.WriteAllBytes(file, bytes);
    }
}
