using System.Globalization;
using System.Numerics;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Cli.Rates;

/// <summary>Rates as people say them: so much for so much, in whole points and exactly.</summary>
internal static class RateText
{
    /// <summary><c>2 REELS for 3 MILES</c>: what is taken for what is given.</summary>
    public static string Of(ExchangeRate rate, (Ticker Ticker, byte Scale) given, (Ticker Ticker, byte Scale) taken)
    {
        // In the smallest units it is numerator for denominator; whole points have powers of ten of them.
        var numerator = rate.Numerator * BigInteger.Pow(10, given.Scale);
        var denominator = rate.Denominator * BigInteger.Pow(10, taken.Scale);
        var common = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return string.Create(
            CultureInfo.InvariantCulture, $"{numerator / common} {taken.Ticker} for {denominator / common} {given.Ticker}");
    }

    /// <summary>Per cent, with as many decimal places as it takes.</summary>
    public static string Fee(ExchangeRate rate) =>
        (rate.FeePerMillion / 10_000m).ToString("0.####", CultureInfo.InvariantCulture);
}
