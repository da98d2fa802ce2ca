using System.Globalization;
using Ledger.Model.Values;

namespace Ledger.Client.Tokens;

/// <summary>
/// Amounts as people write them: with as many decimal places as the token's scale says, and a point. One spelling for
/// writing; reading also takes fewer decimal places. Nothing is ever rounded.
/// </summary>
public static class AmountText
{
    public static string Write(Amount amount, byte scale)
    {
        var digits = amount.Units.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}";
    }

    /// <summary>
    /// False for signs, spaces, separators, more decimal places than the scale has, and what does not fit.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, byte scale, out Amount amount)
    {
        amount = Amount.Zero;
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var part = point < 0 ? [] : text[(point + 1)..];
        if (whole.IsEmpty || part.Length > scale || (point >= 0 && part.IsEmpty))
            return false;
        ulong units = 0;
        for (var i = 0; i < whole.Length + scale; i++)
        {
            var character = i < whole.Length ? whole[i] : i - whole.Length < part.Length ? part[i - whole.Length] : '0';
            if (!char.IsAsciiDigit(character))
                return false;
            var digit = (ulong)(character - '0');
            if (units > (ulong.MaxValue - digit) / 10)
                return false;
            units = (units * 10) + digit;
        }

        amount = new(units);
        return true;
    }
}
