using System.Globalization;
using Ledger.Api.Errors;
using Ledger.Execution.Reading;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Api.Rates;

/// <summary>Where a list of rates goes on. Nobody can ask for what is not public.</summary>
/// <param name="Bound">The height that all pages answer for; null for the tip.</param>
/// <param name="Revision">The first of the pair's history that is still to come.</param>
internal readonly record struct RatePage(Height? Bound, Ticker Given, Ticker Taken, uint Revision)
{
    public static readonly RatePage First = new(null, default, default, 1);

    public uint RevisionOf(AgreedRate rate) => rate.Given == Given && rate.Taken == Taken ? Revision : 1;

    public string Write() => string.Create(CultureInfo.InvariantCulture, $"{Given}.{Taken}.{Revision}.{Bound}");

    /// <summary>Throws the call's error if the text is no token.</summary>
    public static RatePage Read(string text) =>
        text.Split('.') is [var first, var second, var number, var height]
        && Ticker.TryParse(first, out var given)
        && Ticker.TryParse(second, out var taken)
        && uint.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
        && ulong.TryParse(height, NumberStyles.None, CultureInfo.InvariantCulture, out var bound)
            ? new(new Height(bound), given, taken, revision)
            : throw RpcErrors.Of(Reason.PageTokenInvalid);
}
