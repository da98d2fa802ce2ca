using System.Buffers.Binary;
using Ledger.Audit.Blocks;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Audit.Archives;

/// <summary>
/// The bytes of an archive (PROTOCOL 13.1): a chain in one file, in which every byte stands under a checksum that
/// depends on all bytes before it.
/// </summary>
public static class ArchiveFormat
{
    public const byte Version = 1;

    /// <summary>Magic, version, network id.</summary>
    public const int HeadSize = 7 + 1 + Digest.Size;

    /// <summary>Kind and length of a record.</summary>
    public const int RecordHeadSize = 1 + sizeof(uint);

    /// <summary>Longer than any block that a network can make, and short enough to be read at once.</summary>
    public const uint PayloadMax = 64 << 20;

    private static ReadOnlySpan<byte> Magic => "LGARCH\n"u8;

    public static byte[] WriteHead(NetworkId network)
    {
        var writer = new FixedWriter(new byte[HeadSize]);
        writer.Bytes(Magic);
        writer.Byte(Version);
        writer.Digest(network.Value);
        return writer.Written.ToArray();
    }

    public static bool TryReadHead(ReadOnlySpan<byte> bytes, out NetworkId network)
    {
        network = default;
        if (bytes.Length != HeadSize || !bytes.StartsWith(Magic) || bytes[Magic.Length] != Version)
            return false;
        network = new(new(bytes[(Magic.Length + 1)..]));
        return true;
    }

    /// <summary>The checksum that the first record continues.</summary>
    public static Digest ChecksumOf(ReadOnlySpan<byte> head) => TaggedHash.Archive.Hash(head);

    /// <summary>The checksum behind a record, over the one before it and the record's head and payload.</summary>
    public static Digest ChecksumOf(Digest previous, ReadOnlySpan<byte> headAndPayload)
    {
        Span<byte> before = stackalloc byte[Digest.Size];
        previous.CopyTo(before);
        return TaggedHash.Archive.Hash(before, headAndPayload);
    }

    /// <summary>False if it is no record, or one of another kind or length than any.</summary>
    public static bool TryReadRecordHead(ReadOnlySpan<byte> bytes, out ArchiveRecordKind kind, out int length)
    {
        (kind, length) = (default, 0);
        if (bytes.Length != RecordHeadSize)
            return false;
        kind = (ArchiveRecordKind)bytes[0];
        var size = BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]);
        length = (int)Math.Min(size, PayloadMax);
        return kind is ArchiveRecordKind.Block or ArchiveRecordKind.End && size <= PayloadMax;
    }

    /// <summary>Record head and payload of a block; its checksum follows them.</summary>
    public static byte[] WriteBlock(RawBlock block)
    {
        var size = block.ContentSize + block.Certificate.Length;
        var writer = new FixedWriter(new byte[RecordHeadSize + size]);
        writer.Byte((byte)ArchiveRecordKind.Block);
        writer.UInt32((uint)size);
        block.WriteContent(ref writer);
        writer.Bytes(block.Certificate.Span);
        return writer.Written.ToArray();
    }

    /// <summary>Record head and payload of the end: whoever cuts an archive short cuts it off.</summary>
    public static byte[] WriteEnd(Height last)
    {
        var writer = new FixedWriter(new byte[RecordHeadSize + sizeof(ulong)]);
        writer.Byte((byte)ArchiveRecordKind.End);
        writer.UInt32(sizeof(ulong));
        writer.UInt64(last.Value);
        return writer.Written.ToArray();
    }
}

/// <summary>Numbers stand in files: explicit, never reused.</summary>
public enum ArchiveRecordKind : byte
{
    Block = 1,
    End = 2,
}
