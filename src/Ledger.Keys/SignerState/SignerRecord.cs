using System.Buffers.Binary;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;

namespace Ledger.Keys.SignerState;

/// <summary>
/// One slot of the signer's file: magic u32, sequence u64, start counter u64, staleness u8, length u32, the state, and
/// the SHA-256 of all that, big-endian.
/// </summary>
internal sealed record SignerRecord(ulong Sequence, ulong StartCounter, bool MayBeStale, ReadOnlyMemory<byte> State)
{
    /// <summary>Bytes of a slot; the records in it may be shorter.</summary>
    public const int SlotSize = 64 * 1024;

    public const int StateSizeMax = SlotSize - HeaderSize - Digest.Size;

    private const uint Magic = 0x4c534731; // "LSG1"

    private const int SequenceOffset = 4, StartCounterOffset = 12, StaleOffset = 20, LengthOffset = 21;

    private const int HeaderSize = LengthOffset + 4;

    public byte[] Encode()
    {
        var record = new byte[HeaderSize + State.Length + Digest.Size];
        BinaryPrimitives.WriteUInt32BigEndian(record, Magic);
        BinaryPrimitives.WriteUInt64BigEndian(record.AsSpan(SequenceOffset), Sequence);
        BinaryPrimitives.WriteUInt64BigEndian(record.AsSpan(StartCounterOffset), StartCounter);
        record[StaleOffset] = MayBeStale ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(LengthOffset), State.Length);
        State.Span.CopyTo(record.AsSpan(HeaderSize));
        Sha256.Hash(record.AsSpan(0, HeaderSize + State.Length)).CopyTo(record.AsSpan(HeaderSize + State.Length));
        return record;
    }

    /// <summary>Nothing if the slot was torn or damaged.</summary>
    public static SignerRecord? Decode(ReadOnlySpan<byte> slot)
    {
        if (slot.Length < HeaderSize + Digest.Size || BinaryPrimitives.ReadUInt32BigEndian(slot) != Magic)
            return null;
        var length = BinaryPrimitives.ReadUInt32BigEndian(slot[LengthOffset..]);
        if (length > slot.Length - HeaderSize - Digest.Size)
            return null;
        var end = HeaderSize + (int)length;
        if (Sha256.Hash(slot[..end]) != new Digest(slot.Slice(end, Digest.Size)))
            return null;
        return new(
            BinaryPrimitives.ReadUInt64BigEndian(slot[SequenceOffset..]),
            BinaryPrimitives.ReadUInt64BigEndian(slot[StartCounterOffset..]),
            slot[StaleOffset] != 0,
            slot[HeaderSize..end].ToArray());
    }
}
