using System.Buffers.Binary;

namespace Ledger.Model.Values;

/// <summary>
/// A token's name, <c>[A-Z][A-Z0-9]{1,11}</c>: unique in the network and never reused. Ordered as text is.
/// </summary>
public readonly record struct Ticker : IComparable<Ticker>
{
    public const int LengthMin = 2;
    public const int LengthMax = 12;

    /// <summary>Characters from the highest byte down, padded with zero bytes.</summary>
    private readonly UInt128 _characters;

    private Ticker(UInt128 characters) => _characters = characters;

    public int Length => LengthMax + 4 - (int)UInt128.TrailingZeroCount(_characters) / 8;

    public static bool TryRead(ReadOnlySpan<byte> ascii, out Ticker ticker)
    {
        ticker = default;
        if (ascii.Length is < LengthMin or > LengthMax || ascii[0] is < (byte)'A' or > (byte)'Z')
            return false;
        Span<byte> padded = stackalloc byte[16];
        padded.Clear();
        for (var i = 0; i < ascii.Length; i++)
        {
            if (ascii[i] is not ((>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')))
                return false;
            padded[i] = ascii[i];
        }

        ticker = new(BinaryPrimitives.ReadUInt128BigEndian(padded));
        return true;
    }

    public static bool TryParse(ReadOnlySpan<char> text, out Ticker ticker)
    {
        ticker = default;
        if (text.Length > LengthMax)
            return false;
        Span<byte> ascii = stackalloc byte[LengthMax];
        for (var i = 0; i < text.Length; i++)
            ascii[i] = text[i] < 128 ? (byte)text[i] : (byte)0;
        return TryRead(ascii[..text.Length], out ticker);
    }

    /// <summary>
    /// Writes <see cref="LengthMax"/> bytes, padded with zero bytes: the form in keys and fixed layouts.
    /// </summary>
    public void CopyTo(Span<byte> destination)
    {
        Span<byte> padded = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(padded, _characters);
        padded[..LengthMax].CopyTo(destination);
    }

    public int CompareTo(Ticker other) => _characters.CompareTo(other._characters);

    public static bool operator <(Ticker left, Ticker right) => left._characters < right._characters;

    public static bool operator >(Ticker left, Ticker right) => left._characters > right._characters;

    public static bool operator <=(Ticker left, Ticker right) => left._characters <= right._characters;

    public static bool operator >=(Ticker left, Ticker right) => left._characters >= right._characters;

    public override string ToString()
    {
        Span<byte> ascii = stackalloc byte[LengthMax];
        CopyTo(ascii);
        return System.Text.Encoding.ASCII.GetString(ascii[..Length]);
    }
}
