using Ledger.Model.Values;

namespace Ledger.Storage.Journal;

/// <summary>One entry of the journal; the payload's meaning is the consensus's alone.</summary>
internal readonly record struct StoredRecord(StoredRecordType Type, Height Height, ReadOnlyMemory<byte> Payload)
{
    /// <summary>A record above this is a bug of the caller: the largest body stays well below it.</summary>
    public const int PayloadBytesMax = 16 << 20;

    internal bool IsKeptTwice => Type is not StoredRecordType.Body;
}
