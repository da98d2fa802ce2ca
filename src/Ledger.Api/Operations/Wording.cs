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

    public static string Rate(RateTerms terms)
    {
        var fee = terms.FeePerMillion == 0 ? "" : $", less a fee of {terms.FeePerMillion} millionths";
        return $"{terms.Numerator} for {terms.Denominator} of the smallest units{fee}, from {Time(terms.ValidFromMs)} "
            + $"until {Time(terms.ValidUntilMs)}";
    }

    public static string Time(ulong milliseconds) => milliseconds <= Timestamp.Latest.Milliseconds
        ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds)
            .ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)
        : "after the year 9999";
}
