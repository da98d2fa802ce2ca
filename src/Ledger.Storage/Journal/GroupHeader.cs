using Ledger.Model.Encoding;

namespace Ledger.Storage.Journal;

/// <summary>
/// Begins each of the two parts of a group: the records of one flush. The first part holds the records that are kept
/// twice; the second holds them again and then the bodies. Both headers describe both parts.
/// </summary>
/// <param name="FirstBytes">Length of the first part with its header; 0 if nothing is kept twice.</param>
internal readonly record struct GroupHeader(
    GroupPart Part, ulong Group, int TwiceCount, int FirstBytes, int Count, int SecondBytes)
{
    public const int Bytes = 1 + sizeof(ulong) + 5 * sizeof(uint);

    public int SecondStart => Blocks.RoundUp(FirstBytes);

    /// <summary>Of the whole group, in whole blocks.</summary>
    public int Length => SecondStart + Blocks.RoundUp(SecondBytes);

    public void Write(Span<byte> destination, ulong salt)
    {
        var writer = new FixedWriter(destination);
        writer.Byte((byte)Part);
        writer.UInt64(Group);
        writer.UInt32((uint)TwiceCount);
        writer.UInt32((uint)FirstBytes);
        writer.UInt32((uint)Count);
        writer.UInt32((uint)SecondBytes);
        writer.UInt32(Sum(writer.Written, salt));
    }

    public static bool TryRead(ReadOnlySpan<byte> source, ulong salt, out GroupHeader header)
    {
        header = default;
        if (source.Length < Bytes || source[0] is not ((byte)GroupPart.First or (byte)GroupPart.Second))
            return false;
        var reader = new FixedReader(source[..Bytes]);
        var part = (GroupPart)reader.Byte();
        var (group, twice, first) = (reader.UInt64(), reader.UInt32(), reader.UInt32());
        var (count, second) = (reader.UInt32(), reader.UInt32());
        if (reader.UInt32() != Sum(source[..(Bytes - sizeof(uint))], salt))
            return false;
        // The sum holds, so these are the numbers that were written, and they fit.
        header = new(part, group, (int)twice, (int)first, (int)count, (int)second);
        return true;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes, ulong salt) =>
        Crc32C.Finish(Crc32C.Append(Crc32C.Append(Crc32C.Seed, salt), bytes));
}

internal enum GroupPart : byte
{
    First = 1,
    Second = 2,
}
