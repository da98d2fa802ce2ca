using System.Buffers.Binary;
using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;

namespace Ledger.Keys.SignerState;

/// <summary>
/// One slot of the signer's file: magic u32, sequence u64, start counter u64, staleness u8, number of unconfirmed
/// starts u16, length of the state u32, the ids of those starts, the state, and the SHA-256 of all that, big-endian.
/// </summary>
/// <param name="UnconfirmedStarts">
/// Ids of the starts with this counter, in their order; none once one of them was confirmed.
/// </param>
internal sealed record SignerRecord(
    ulong Sequence,
    ulong StartCounter,
    ImmutableArray<Guid> UnconfirmedStarts,
    bool MayBeStale,
    ReadOnlyMemory<byte> State)
{
    /// <summary>Bytes of a slot; the records in it may be shorter.</summary>
    public const int SlotSize = 64 * 1024;

    /// <summary>With more, the oldest is forgotten.</summary>
    public const int UnconfirmedStartsMax = 256;

    public const int StateSizeMax = SlotSize - HeaderSize - (UnconfirmedStartsMax * IdSize) - Digest.Size;

    private const uint Magic = 0x4c534732; // "LSG2"

    private const int SequenceOffset = 4;
    private const int StartCounterOffset = 12;
    private const int StaleOffset = 20;
    private const int StartsOffset = 21;
    private const int LengthOffset = 23;

    private const int HeaderSize = LengthOffset + 4;

    private const int IdSize = 16;

    public byte[] Encode()
    {
        var startsSize = UnconfirmedStarts.Length * IdSize;
        var record = new byte[HeaderSize + startsSize + State.Length + Digest.Size];
        BinaryPrimitives.WriteUInt32BigEndian(record, Magic);
        BinaryPrimitives.WriteUInt64BigEndian(record.AsSpan(SequenceOffset), Sequence);
        BinaryPrimitives.WriteUInt64BigEndian(record.AsSpan(StartCounterOffset), StartCounter);
        record[StaleOffset] = MayBeStale ? (byte)1 : (byte)0;
        BinaryPrimitives.WriteUInt16BigEndian(record.AsSpan(StartsOffset), (ushort)UnconfirmedStarts.Length);
        BinaryPrimitives.WriteInt32BigEndian(record.AsSpan(LengthOffset), State.Length);
        for (var start = 0; start < UnconfirmedStarts.Length; start++)
            UnconfirmedStarts[start].ToByteArray().CopyTo(record.AsSpan(HeaderSize + (start * IdSize)));
        State.Span.CopyTo(record.AsSpan(HeaderSize + startsSize));
        var end = record.Length - Digest.Size;
        Sha256.Hash(record.AsSpan(0, end)).CopyTo(record.AsSpan(end));
        return record;
    }

    /// <summary>Nothing if the slot was torn or damaged, or is of another version.</summary>
    public static SignerRecord? Decode(ReadOnlySpan<byte> slot)
    {
        if (slot.Length < HeaderSize + Digest.Size || BinaryPrimitives.ReadUInt32BigEndian(slot) != Magic)
            return null;
        var starts = BinaryPrimitives.ReadUInt16BigEndian(slot[StartsOffset..]);
        var length = BinaryPrimitives.ReadUInt32BigEndian(slot[LengthOffset..]);
        var end = HeaderSize + ((long)starts * IdSize) + length;
        if (end > slot.Length - Digest.Size)
            return null;
        var content = slot[..(int)end];
        if (Sha256.Hash(content) != new Digest(slot.Slice(content.Length, Digest.Size)))
            return null;
        return new(
            BinaryPrimitives.ReadUInt64BigEndian(content[SequenceOffset..]),
            BinaryPrimitives.ReadUInt64BigEndian(content[StartCounterOffset..]),
            ReadIds(content.Slice(HeaderSize, starts * IdSize)),
            content[StaleOffset] != 0,
            content[(HeaderSize + (starts * IdSize))..].ToArray());
    }

    private static ImmutableArray<Guid> ReadIds(ReadOnlySpan<byte> bytes)
    {
        var ids = ImmutableArray.CreateBuilder<Guid>(bytes.Length / IdSize);
        for (; !bytes.IsEmpty; bytes = bytes[IdSize..])
            ids.Add(new(bytes[..IdSize]));
        return ids.MoveToImmutable();
    }
}
