namespace Ledger.Storage.Journal;

/// <summary>How a journal is kept.</summary>
internal sealed record JournalOptions
{
    /// <summary>
    /// Space reserved for each file; a group that needs more gets a file of its own. Larger files are created less
    /// often, and are read longer at the start.
    /// </summary>
    public int SegmentBytes { get; init; } = 32 << 20;
}
