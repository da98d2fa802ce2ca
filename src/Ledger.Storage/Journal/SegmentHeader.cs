using Ledger.Cryptography;
using Ledger.Model.Encoding;

namespace Ledger.Storage.Journal;

/// <summary>The first block of a segment, repeated in the second one.</summary>
/// <param name="Number">Segments are numbered without gaps.</param>
/// <param name="FirstGroup">The number of the first group in it; groups are numbered through all segments.</param>
/// <param name="Salt">
/// Random, one for the whole journal, and part of every checksum behind the header: whoever chooses the bytes of a
/// body cannot make them look like a record.
/// </param>
/// <param name="Length">The file's length, so that a cut file is noticed.</param>
/// <param name="Owner">Whose journal it is: a digest over network and validator.</param>
internal readonly record struct SegmentHeader(ulong Number, ulong FirstGroup, ulong Salt, ulong Length, Digest Owner)
{
    /// <summary>Where the groups begin: behind both copies.</summary>
    public const int Bytes = 2 * Blocks.Size;

    public const byte FormatVersion = 1;

    private const int EncodedBytes = 8 + 4 * sizeof(ulong) + Digest.Size + sizeof(uint);

    private static ReadOnlySpan<byte> Magic => "LGJRNL\n"u8;

    public byte[] ToBlocks()
    {
        var blocks = new byte[Bytes];
        var writer = new FixedWriter(blocks);
        writer.Bytes(Magic);
        writer.Byte(FormatVersion);
        writer.UInt64(Number);
        writer.UInt64(FirstGroup);
        writer.UInt64(Salt);
        writer.UInt64(Length);
        writer.Digest(Owner);
        writer.UInt32(Crc32C.Finish(Crc32C.Append(Crc32C.Seed, writer.Written)));
        blocks.AsSpan(0, Blocks.Size).CopyTo(blocks.AsSpan(Blocks.Size));
        return blocks;
    }

    /// <summary>False if the block cannot be read; a readable block of another version has only the version.</summary>
    public static bool TryRead(ReadOnlySpan<byte> block, out SegmentHeader header, out byte version)
    {
        var reader = new FixedReader(block);
        var hasMagic = reader.Bytes(Magic.Length).SequenceEqual(Magic);
        version = reader.Byte();
        header = new(reader.UInt64(), reader.UInt64(), reader.UInt64(), reader.UInt64(), reader.Digest());
        var sum = reader.UInt32();
        return hasMagic && reader.IsSound && (version != FormatVersion || sum == Sum(block));
    }

    private static uint Sum(ReadOnlySpan<byte> block) =>
        Crc32C.Finish(Crc32C.Append(Crc32C.Seed, block[..(EncodedBytes - sizeof(uint))]));
}
