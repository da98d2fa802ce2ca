using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>A database just opened.</summary>
/// <param name="Cut">RocksDB's words about a damaged end of its log that was cut off, or null.</param>
/// <param name="MayBegin">
/// If it holds no chain, that is no damage: there was nothing yet, or the cut took all of it.
/// </param>
internal sealed record ChainOpening(RocksDatabase Database, string? Cut, bool MayBegin)
{
    /// <summary>Opens the directory, and tells a damaged end of its log from other damage.</summary>
    public static ChainOpening Open(string path)
    {
        // Without its first file RocksDB would take a directory full of tables for a new one, and empty it.
        var isNew = !HoldsRecords(path);
        var options = new RocksOptions { CreateIfMissing = isNew };
        try
        {
            return new(RocksDatabase.Open(path, options, ChainFamilies.Options), null, isNew);
        }
        catch (RocksException refusal) when (refusal.IsCorruption)
        {
            // If only the end of the log is damaged, the whole batches before it are a sound, older state, and the
            // blocks after it come from peers. If anything else is, this fails as well.
            var database = RocksDatabase.Open(path, options with { CutDamagedLog = true }, ChainFamilies.Options);
            return new(database, refusal.Message, MayBegin: true);
        }
    }

    private static bool HoldsRecords(string path) => Directory.Exists(path)
        && new DirectoryInfo(path).EnumerateFiles()
            .Any(file => file.Extension is ".sst" || file is { Extension: ".log", Length: > 0 });
}
