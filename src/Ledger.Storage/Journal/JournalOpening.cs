namespace Ledger.Storage.Journal;

/// <summary>The answer to opening a journal.</summary>
internal abstract record JournalOpening
{
    private JournalOpening()
    {
    }

    /// <summary>Records come flush by flush; within one flush first what is kept twice, then bodies.</summary>
    public sealed record Opened(
        SegmentedJournal Journal,
        IReadOnlyList<StoredRecord> Records,
        IReadOnlyList<JournalNotice> Notices) : JournalOpening;

    /// <summary>
    /// Bytes that were once on disk cannot be read, and no copy replaces them. What was signed is unknown, so the
    /// validator must not vote.
    /// </summary>
    public sealed record Damaged(string File, long Offset) : JournalOpening;

    /// <summary>The directory is another validator's or another network's journal.</summary>
    public sealed record Foreign(string File) : JournalOpening;

    /// <summary>The journal was written by a version of this software with another file format.</summary>
    public sealed record OtherFormat(string File, byte Version) : JournalOpening;
}
