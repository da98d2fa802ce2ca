using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>Opens the database, and tells a damaged end of its log from other damage.</summary>
internal static class ChainOpening
{
    private static readonly RocksOptions Options = new();

    /// <param name="cut">RocksDB's words about what had to be cut off, or null.</param>
    public static RocksDatabase Open(string path, out string? cut)
    {
        cut = null;
        try
        {
            return RocksDatabase.Open(path, Options, ChainFamilies.Options);
        }
        catch (RocksException refusal) when (refusal.IsCorruption)
        {
            // If only the end of the log is damaged, the whole batches before it are a sound, older state, and the
            // blocks after it come from peers. If anything else is, this fails as well.
            var database = RocksDatabase.Open(path, Options with { CutDamagedLog = true }, ChainFamilies.Options);
            cut = refusal.Message;
            return database;
        }
    }
}
