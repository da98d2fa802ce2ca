namespace Ledger.Storage.Journal;

/// <summary>What opening found at <paramref name="Offset"/> of <paramref name="File"/> and put in order.</summary>
internal readonly record struct JournalNotice(JournalNoticeKind Kind, string File, long Offset);

internal enum JournalNoticeKind
{
    /// <summary>
    /// One of two copies could not be read and was written again from the other: the disk may be failing.
    /// </summary>
    Mended,

    /// <summary>
    /// The last flush never finished, as after a crash: nothing of it was sent. What was unreadable is gone.
    /// </summary>
    TornTail,
}
