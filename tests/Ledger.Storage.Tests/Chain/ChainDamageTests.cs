using Ledger.Storage.Chain;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Tests.Chain;

/// <summary>
/// A flipped bit anywhere in the directory is noticed by name, or loses the latest blocks, or changes nothing.
/// </summary>
public sealed class ChainDamageTests : IDisposable
{
    private const int Blocks = 60;
    private const int PlacesInEachFile = 12;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Open_ABitFlippedInAnyFile_NeverShowsAnotherChain()
    {
        Build(_directory.Sub("sound"));
        var tips = TipsByHeight();

        foreach (var file in Directory.GetFiles(_directory.Sub("sound")))
        {
            var length = (int)new FileInfo(file).Length;
            for (var i = 0; i < PlacesInEachFile && i < length; i++)
            {
                var damaged = _directory.Sub("damaged");
                Copy(_directory.Sub("sound"), damaged);
                Flip(Path.Combine(damaged, Path.GetFileName(file)), (int)((long)length * i / PlacesInEachFile));

                AssertNoticedOrHarmless(damaged, tips);

                Directory.Delete(damaged, recursive: true);
            }
        }
    }

    [Fact]
    public void Open_WithAFamilyThatLacksTheLastCommit_NamesIt()
    {
        Build(_directory.Sub("chain"));
        using (var database = RocksDatabase.Open(_directory.Sub("chain"), new(), ChainFamilies.Options))
        {
            using var batch = database.StartBatch();
            batch.Put(database.Family("pages"), ChainKeys.Stamp, BitConverter.GetBytes(0L));
            database.Write(batch);
        }

        var error = Assert.Throws<StoreDamagedException>(() => new TestChain().Open(_directory.Sub("chain")));

        Assert.Contains("pages", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_WithoutTheFileThatNamesAllOthers_IsRefusedAndNotBegunAnew()
    {
        Build(_directory.Sub("chain"));
        File.Delete(Path.Combine(_directory.Sub("chain"), "CURRENT"));

        var error = Assert.Throws<RocksException>(() => new TestChain().Open(_directory.Sub("chain")));

        Assert.Contains("CURRENT", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(Directory.GetFiles(_directory.Sub("chain"), "*.sst"));
    }

    [Fact]
    public void Open_WithAManifestThatLostTheFamilies_IsRefusedAndNotBegunAnew()
    {
        Build(_directory.Sub("chain"));
        using (var empty = RocksDatabase.Open(_directory.Sub("empty"), new(), []))
        {
        }

        var (lost, found) = (ManifestOf(_directory.Sub("empty")), ManifestOf(_directory.Sub("chain")));
        File.Copy(lost, found, overwrite: true);

        Assert.ThrowsAny<IOException>(() => new TestChain().Open(_directory.Sub("chain")));
    }

    private static string ManifestOf(string path) => Directory.GetFiles(path, "MANIFEST-*").Single();

    private static void AssertNoticedOrHarmless(string path, List<TestChain> tips)
    {
        try
        {
            using var store = new TestChain().Open(path);
            var height = (int)store.Tip.Height.Value;
            Assert.True(height == Blocks || store.CutAtOpening is not null);
            Assert.Equal(tips[height].Tip.Hash, store.Tip.Hash);
            for (var below = 1ul; below <= store.Tip.Height.Value; below++)
                Assert.True(store.FindBlock(new(below))!.Block.FitsHeader());
            StoredState.AssertEqual(tips[height].State, store);
        }
        catch (IOException noticed) when (noticed is RocksException or StoreDamagedException)
        {
            Assert.NotEmpty(noticed.Message);
        }
    }

    /// <summary>Half of the blocks in tables, half in the log.</summary>
    private static void Build(string path)
    {
        var chain = new TestChain();
        for (var half = 0; half < 2; half++)
        {
            using var store = chain.Open(path);
            for (var i = 0; i < Blocks / 2; i++)
                store.Commit(chain.NextByHeight());
        }
    }

    private static List<TestChain> TipsByHeight()
    {
        var chains = new List<TestChain>();
        for (var height = 0; height <= Blocks; height++)
        {
            var chain = new TestChain();
            for (var i = 0; i < height; i++)
                chain.NextByHeight();
            chains.Add(chain);
        }

        return chains;
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    private static void Flip(string file, int offset)
    {
        using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
        Span<byte> value = stackalloc byte[1];
        RandomAccess.Read(handle, value, offset);
        value[0] ^= 0x04;
        RandomAccess.Write(handle, value, offset);
    }
}
