using System.Globalization;
using System.Numerics;
using Ledger.Model.Rates;

namespace Ledger.Cli.Rates;

/// <summary>Rates as people say them: so much for so much, in whole points and exactly.</summary>
internal static class RateText
{
    /// <summary><c>2 for 3</c>: of the taken token for the given one.</summary>
    public static string Of(ExchangeRate rate, byte givenScale, byte takenScale)
    {
        // In the smallest units it is numerator for denominator; whole points have powers of ten of them.
        var taken = rate.Numerator * BigInteger.Pow(10, givenScale);
        var given = rate.Denominator * BigInteger.Pow(10, takenScale);
        var common = BigInteger.GreatestCommonDivisor(taken, given);
        return string.Create(CultureInfo.InvariantCulture, $"{taken / common} for {given / common}");
    }

    /// <summary>Per cent, with as many decimal places as it takes.</summary>
    public static string Fee(ExchangeRate rate) =>
        (rate.FeePerMillion / 10_000m).ToString("0.####", CultureInfo.InvariantCulture);
}
