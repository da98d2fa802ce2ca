using System.Buffers.Binary;
using System.Numerics;
using Ledger.Model.Validators;

namespace Ledger.Model.Certificates;

/// <summary>
/// Positions of a validator set, one bit each: position i is bit i mod 8, lowest first, of byte ⌊i/8⌋.
/// </summary>
public readonly record struct SignerBitmap
{
    private const int WordBits = 64;
    private const int WordsMax = ValidatorSet.CountMax / WordBits;

    /// <summary>Bytes of the bitmap of the largest set.</summary>
    public const int SizeMax = WordsMax * sizeof(ulong);

    private readonly ulong _a, _b, _c, _d;

    private SignerBitmap(int size, ulong a, ulong b, ulong c, ulong d) =>
        (Size, _a, _b, _c, _d) = (size, a, b, c, d);

    /// <summary>Length in bytes, ⌈n/8⌉ for n validators; at most 32.</summary>
    public int Size { get; }

    public int Count => BitOperations.PopCount(_a) + BitOperations.PopCount(_b)
        + BitOperations.PopCount(_c) + BitOperations.PopCount(_d);

    public static SignerBitmap Empty(int validatorCount)
    {
        Invariant.That(validatorCount is > 0 and <= ValidatorSet.CountMax);
        return new(SizeFor(validatorCount), 0, 0, 0, 0);
    }

    public static int SizeFor(int validatorCount) => (validatorCount + 7) / 8;

    public static bool TryRead(ReadOnlySpan<byte> bytes, out SignerBitmap bitmap)
    {
        bitmap = default;
        if (bytes.Length is 0 or > SizeMax)
            return false;
        Span<byte> padded = stackalloc byte[SizeMax];
        padded.Clear();
        bytes.CopyTo(padded);
        bitmap = new(
            bytes.Length,
            BinaryPrimitives.ReadUInt64LittleEndian(padded),
            BinaryPrimitives.ReadUInt64LittleEndian(padded[8..]),
            BinaryPrimitives.ReadUInt64LittleEndian(padded[16..]),
            BinaryPrimitives.ReadUInt64LittleEndian(padded[24..]));
        return true;
    }

    public bool Contains(int position) => (Word(position / WordBits) >> (position % WordBits) & 1) != 0;

    public SignerBitmap With(int position)
    {
        Invariant.That(position >= 0 && position < 8 * Size);
        var bit = 1UL << (position % WordBits);
        return (position / WordBits) switch
        {
            0 => new(Size, _a | bit, _b, _c, _d),
            1 => new(Size, _a, _b | bit, _c, _d),
            2 => new(Size, _a, _b, _c | bit, _d),
            _ => new(Size, _a, _b, _c, _d | bit),
        };
    }

    /// <summary>As long as the set asks for, and no bit at or above its count.</summary>
    public bool Fits(int validatorCount)
    {
        if (Size != SizeFor(validatorCount))
            return false;
        for (var position = validatorCount; position < 8 * Size; position++)
        {
            if (Contains(position))
                return false;
        }

        return true;
    }

    /// <summary>The positions in ascending order.</summary>
    public IEnumerable<int> Positions()
    {
        for (var position = 0; position < 8 * Size; position++)
        {
            if (Contains(position))
                yield return position;
        }
    }

    public byte[] ToArray()
    {
        Span<byte> padded = stackalloc byte[SizeMax];
        for (var word = 0; word < WordsMax; word++)
            BinaryPrimitives.WriteUInt64LittleEndian(padded[(sizeof(ulong) * word)..], Word(word));
        return padded[..Size].ToArray();
    }

    private ulong Word(int index) => index switch { 0 => _a, 1 => _b, 2 => _c, _ => _d };
}
