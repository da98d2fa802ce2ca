using Ledger.Cryptography.Trees;

namespace Ledger.Cryptography.Tests.Trees;

/// <summary>
/// Thirty-two paths that provoke all shapes: a few far apart, and one with neighbours that part from it at each kind
/// of depth, down to the very last bit.
/// </summary>
internal static class SamplePaths
{
    public const int Count = 32;

    private static readonly int[] PartingBits =
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 30, 31, 62, 63, 64, 65, 127, 128, 191, 192, 250, 251, 252, 253, 254, 255];

    public static Digest At(int index) => index < PartingBits.Length
        ? WithBitFlipped(At(PartingBits.Length), PartingBits[index])
        : StateTree.PathOf([(byte)index]);

    public static Digest Value(int number) => StateTree.PathOf([1, (byte)number]);

    public static Digest WithBitFlipped(Digest digest, int bit)
    {
        var bytes = digest.ToArray();
        bytes[bit / 8] ^= (byte)(0x80 >> (bit % 8));
        return new(bytes);
    }
}
