namespace Ledger.Storage.Journal;

/// <summary>What a record is for. The numbers are on disk and never change.</summary>
internal enum StoredRecordType : byte
{
    /// <summary>A block's body, which must be on disk before a vote for it leaves. Kept once.</summary>
    Body = 1,

    /// <summary>A signed statement with what is needed to send it again. Kept twice.</summary>
    Vote = 2,

    /// <summary>Work on a height began. Kept twice.</summary>
    HeightStart = 3,
}
