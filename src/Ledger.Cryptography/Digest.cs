using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ledger.Cryptography;

/// <summary>The 32 bytes of a SHA-256 hash, ordered as bytes are.</summary>
public readonly record struct Digest : IComparable<Digest>
{
    public const int Size = 32;

    /// <summary>How many numbers a digest is compared by.</summary>
    public const int WordCount = Size / sizeof(ulong);

    /// <summary>32 zero bytes: the root of an empty part, the parent of genesis.</summary>
    public static readonly Digest Zero;

    // The bytes as they are, so that reading and writing are copies: digests move far more often than they are
    // compared.
    private readonly ulong _a, _b, _c, _d;

    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException("A digest has 32 bytes.", nameof(bytes));
        this = MemoryMarshal.Read<Digest>(bytes);
    }

    /// <summary>From four words, each the big-endian number of its 8 bytes.</summary>
    internal Digest(ulong a, ulong b, ulong c, ulong d) =>
        (_a, _b, _c, _d) = (Number(a), Number(b), Number(c), Number(d));

    public static bool TryRead(ReadOnlySpan<byte> bytes, out Digest digest)
    {
        var fits = bytes.Length == Size;
        digest = fits ? new(bytes) : Zero;
        return fits;
    }

    /// <summary>Writes 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination) => MemoryMarshal.Write(destination, in this);

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>
    /// The big-endian number of the eight bytes from byte 8 × <paramref name="index"/> on; beyond the last it is 0.
    /// Comparing these numbers in order is comparing the digests.
    /// </summary>
    public ulong Word(int index) => index switch
    {
        0 => Number(_a),
        1 => Number(_b),
        2 => Number(_c),
        3 => Number(_d),
        _ => 0,
    };

    /// <summary>Bit <paramref name="index"/> of the digest, 0 being the highest bit of the first byte.</summary>
    public bool Bit(int index) => ((Word(index >> 6) >> (63 - (index & 63))) & 1) != 0;

    /// <summary>
    /// The number that <paramref name="count"/> bits make from bit <paramref name="index"/> on, the first bit highest.
    /// Bits beyond the last one count as 0.
    /// </summary>
    internal int Bits(int index, int count)
    {
        var (first, next) = (Word(index >> 6), Word((index >> 6) + 1));
        var shift = index & 63;
        // Shifted in two steps, since a shift by 64 would shift by nothing.
        return (int)(((first << shift) | (next >> 1 >> (63 - shift))) >> (64 - count));
    }

    /// <summary>The first <paramref name="count"/> bits, followed by zeros.</summary>
    public Digest Prefix(int count) => new(
        Number(_a) & FirstBits(count),
        Number(_b) & FirstBits(count - 64),
        Number(_c) & FirstBits(count - 128),
        Number(_d) & FirstBits(count - 192));

    public int CompareTo(Digest other)
    {
        if (_a != other._a)
            return Word(0).CompareTo(other.Word(0));
        if (_b != other._b)
            return Word(1).CompareTo(other.Word(1));
        return _c != other._c ? Word(2).CompareTo(other.Word(2)) : Word(3).CompareTo(other.Word(3));
    }

    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;

    /// <summary>Lower-case hexadecimal, 64 characters.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());

    /// <summary>The big-endian number of a word's bytes, or the word of a number.</summary>
    private static ulong Number(ulong word) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(word) : word;

    private static ulong FirstBits(int count) =>
        count <= 0 ? 0 : count >= 64 ? ulong.MaxValue : ~(ulong.MaxValue >> count);
}
