using System.Globalization;
using Google.Protobuf;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Cryptography.Text;
using Ledger.Execution.State;
using Ledger.Model.Values;

namespace Ledger.Api.Operations;

/// <summary>How amounts, accounts and times are said: exactly, since people sign on the strength of it.</summary>
internal sealed class Wording(TokenScales scales, IStateReader state)
{
    private const int ScaleMax = 9;

    /// <summary>As people write it, with all decimal places of the token: <c>12.50 BEANS</c>.</summary>
    public string Amount(ulong units, string token)
    {
        var scale = Ticker.TryParse(token, out var ticker) ? (int)Math.Min(scales.Of(ticker, state), ScaleMax) : 0;
        var digits = units.ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        var number = scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}";
        return $"{number} {token}";
    }

    public static string Account(ByteString id) =>
        Digest.TryRead(id.Span, out var digest) ? TextForm.Account.Write(digest) : "an account";

    public static string Hold(ByteString id) =>
        Digest.TryRead(id.Span, out var digest) ? TextForm.Hold.Write(digest) : "a hold";

    /// <summary>In the smallest units of both tokens, as it is signed.</summary>
    public static string Rate(string given, string taken, RateTerms terms)
    {
        var fee = terms.FeePerMillion == 0
            ? ""
            : $", less a fee of {terms.FeePerMillion} millionths to {Account(terms.FeeAccount)}";
        var from = terms.ValidFromMs == 0 ? "" : $"from {Time(terms.ValidFromMs)} ";
        return $"{terms.Numerator} {taken} for {terms.Denominator} {given} in the smallest units{fee}, {from}"
            + $"until {Time(terms.ValidUntilMs)}";
    }

    /// <summary>What else the terms bound: all in units of the given token.</summary>
    public string Bounds(string given, RateTerms terms) =>
        $"from {Amount(terms.GivenMin, given)} to {Amount(terms.GivenMax, given)} at once, "
        + $"{Amount(terms.CorridorPerAccount, given)} a day for an account and {Amount(terms.Corridor, given)} for all, "
        + $"{Amount(terms.PositionMax, given)} as claims";

    public static string Time(ulong milliseconds) => milliseconds <= Timestamp.Latest.Milliseconds
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            .ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
        : "after the year 9999";
}
