using System.Buffers.Binary;
using System.Numerics;

namespace Ledger.Storage.Journal;

/// <summary>CRC-32C (Castagnoli), which the processor computes itself.</summary>
internal static class Crc32C
{
    /// <summary>Start of every sum; the result of one call is the seed of the next part.</summary>
    public const uint Seed = uint.MaxValue;

    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            sum = BitOperations.Crc32C(sum, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var value in bytes)
            sum = BitOperations.Crc32C(sum, value);
        return sum;
    }

    public static uint Append(uint sum, ulong value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        return Append(sum, bytes);
    }

    public static uint Finish(uint sum) => ~sum;
}
