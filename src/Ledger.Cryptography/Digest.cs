using System.Buffers.Binary;

namespace Ledger.Cryptography;

/// <summary>The 32 bytes of a SHA-256 hash, ordered as bytes are.</summary>
public readonly record struct Digest : IComparable<Digest>
{
    public const int Size = 32;

    /// <summary>32 zero bytes: the root of an empty part, the parent of genesis.</summary>
    public static readonly Digest Zero;

    private readonly ulong _a, _b, _c, _d;

    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
            throw new ArgumentException("A digest has 32 bytes.", nameof(bytes));
        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>From four words, each the big-endian number of its 8 bytes.</summary>
    internal Digest(ulong a, ulong b, ulong c, ulong d) => (_a, _b, _c, _d) = (a, b, c, d);

    public static bool TryRead(ReadOnlySpan<byte> bytes, out Digest digest)
    {
        var fits = bytes.Length == Size;
        digest = fits ? new(bytes) : Zero;
        return fits;
    }

    /// <summary>Writes 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Bit <paramref name="index"/> of the digest, 0 being the highest bit of the first byte.</summary>
    public bool Bit(int index)
    {
        var word = (index >> 6) switch { 0 => _a, 1 => _b, 2 => _c, _ => _d };
        return ((word >> (63 - (index & 63))) & 1) != 0;
    }

    /// <summary>The first 64 bits as a number, to spread digests over a table.</summary>
    internal ulong Head => _a;

    /// <summary>
    /// The number that <paramref name="count"/> bits make from bit <paramref name="index"/> on, the first bit highest.
    /// Bits beyond the last one count as 0.
    /// </summary>
    internal int Bits(int index, int count)
    {
        var (first, next) = (index >> 6) switch { 0 => (_a, _b), 1 => (_b, _c), 2 => (_c, _d), _ => (_d, 0UL) };
        var shift = index & 63;
        // Shifted in two steps, since a shift by 64 would shift by nothing.
        return (int)(((first << shift) | (next >> 1 >> (63 - shift))) >> (64 - count));
    }

    /// <summary>The first <paramref name="count"/> bits, followed by zeros.</summary>
    public Digest Prefix(int count) =>
        new(_a & FirstBits(count), _b & FirstBits(count - 64), _c & FirstBits(count - 128), _d & FirstBits(count - 192));

    public int CompareTo(Digest other)
    {
        if (_a != other._a)
            return _a.CompareTo(other._a);
        if (_b != other._b)
            return _b.CompareTo(other._b);
        return _c != other._c ? _c.CompareTo(other._c) : _d.CompareTo(other._d);
    }

    public static bool operator <(Digest left, Digest right) => left.CompareTo(right) < 0;

    public static bool operator >(Digest left, Digest right) => left.CompareTo(right) > 0;

    public static bool operator <=(Digest left, Digest right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Digest left, Digest right) => left.CompareTo(right) >= 0;

    /// <summary>Lower-case hexadecimal, 64 characters.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());

    private static ulong FirstBits(int count) => count <= 0 ? 0 : count >= 64 ? ulong.MaxValue : ~(ulong.MaxValue >> count);
}
