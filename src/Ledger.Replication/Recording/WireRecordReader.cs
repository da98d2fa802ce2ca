using System.Buffers.Binary;
using Ledger.Contracts.V1;

namespace Ledger.Replication.Recording;

/// <summary>Reads what <see cref="WireRecord"/> wrote, also while it is being written.</summary>
public static class WireRecordReader
{
    /// <summary>Entries in the order of writing, up to the first that is cut. Throws if the file is something else.</summary>
    public static IEnumerable<WireEntry> Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var length = new byte[WireRecord.LengthBytes];
        while (file.ReadAtLeast(length, length.Length, throwOnEndOfStream: false) == length.Length)
        {
            var size = BinaryPrimitives.ReadUInt32BigEndian(length);
            if (size is < WireRecord.HeadBytes or > WireRecord.HeadBytes + ReplicationLimits.BulkBytesMax)
                throw new InvalidDataException($"{path} is no record of messages, from byte {file.Position} on.");
            var entry = new byte[size];
            if (file.ReadAtLeast(entry, entry.Length, throwOnEndOfStream: false) < entry.Length)
                yield break;
            yield return Decode(entry);
        }
    }

    private static WireEntry Decode(ReadOnlySpan<byte> entry) => new(
        DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64BigEndian(entry)),
        (WireDirection)entry[sizeof(ulong)],
        BinaryPrimitives.ReadUInt16BigEndian(entry[(sizeof(ulong) + 1)..]),
        ConsensusEnvelope.Parser.ParseFrom(entry[WireRecord.HeadBytes..]));
}
