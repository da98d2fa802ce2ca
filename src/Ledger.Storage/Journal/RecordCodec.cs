using System.Buffers;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Storage.Journal;

/// <summary>
/// A record on disk: payload length u32, type u8, height u64, payload, CRC-32C u32. The sum also covers the segment's
/// salt and the group's number, so that bytes from elsewhere never pass.
/// </summary>
internal static class RecordCodec
{
    private const int HeadBytes = sizeof(uint) + 1 + sizeof(ulong);
    private const int Overhead = HeadBytes + sizeof(uint);

    public static uint Seed(ulong salt, ulong group) => Crc32C.Append(Crc32C.Append(Crc32C.Seed, salt), group);

    public static int EncodedBytes(in StoredRecord record) => Overhead + record.Payload.Length;

    public static void Write(IBufferWriter<byte> destination, in StoredRecord record, uint seed)
    {
        var length = EncodedBytes(record);
        var bytes = destination.GetSpan(length)[..length];
        var writer = new FixedWriter(bytes);
        writer.UInt32((uint)record.Payload.Length);
        writer.Byte((byte)record.Type);
        writer.UInt64(record.Height.Value);
        writer.Bytes(record.Payload.Span);
        writer.UInt32(Crc32C.Finish(Crc32C.Append(seed, writer.Written)));
        destination.Advance(length);
    }

    /// <summary>
    /// Reads <paramref name="count"/> records; an unreadable one is null. After an unreadable length nothing more is
    /// found, for its neighbour's place is unknown.
    /// </summary>
    public static StoredRecord?[] ReadAll(ReadOnlySpan<byte> source, int count, uint seed)
    {
        var records = new StoredRecord?[count];
        var position = 0;
        for (var i = 0; i < count && TryMeasure(source[position..], out var length); i++)
        {
            records[i] = TryRead(source.Slice(position, length), seed);
            position += length;
        }

        return records;
    }

    private static bool TryMeasure(ReadOnlySpan<byte> source, out int length)
    {
        var reader = new FixedReader(source);
        var payload = reader.UInt32();
        var fits = reader.IsSound && payload <= StoredRecord.PayloadBytesMax && source.Length >= Overhead + payload;
        length = fits ? Overhead + (int)payload : 0;
        return fits;
    }

    private static StoredRecord? TryRead(ReadOnlySpan<byte> bytes, uint seed)
    {
        var body = bytes[..^sizeof(uint)];
        var reader = new FixedReader(bytes[^sizeof(uint)..]);
        if (reader.UInt32() != Crc32C.Finish(Crc32C.Append(seed, body)))
            return null;
        var head = new FixedReader(body[sizeof(uint)..]);
        return new((StoredRecordType)head.Byte(), new Height(head.UInt64()), body[HeadBytes..].ToArray());
    }
}
