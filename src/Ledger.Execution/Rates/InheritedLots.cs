using Ledger.Execution.Lots;
using Ledger.Model.Rates;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Execution.Rates;

/// <summary>
/// Turns lots that are given into the lots that are taken for them (PROTOCOL 8.11): each keeps its expiry, or gets the
/// taken token's rule if that is earlier, on that token's granularity, rounded down.
/// </summary>
/// <remarks>
/// Units are dealt out from the lot that expires last, and what a lot leaves over of a unit goes on to the one that
/// expires before it: a unit that is made of two lots never has the later date.
/// </remarks>
internal static class InheritedLots
{
    /// <summary>False where some units would have expired on arrival.</summary>
    public static bool TryMake(LotList given, ExchangeRate rate, TokenDefinition token, Timestamp now, LotList taken)
    {
        taken.Clear();
        var ruled = LotDates.ExpiryOf(token.Expiry, now);
        var (units, dealt) = (Amount.Zero, Amount.Zero);
        for (var i = given.Count - 1; i >= 0; i--)
        {
            var lot = given.Lots[i];
            units = new(units.Units + lot.Amount.Units);
            if (!Conversion.TryMake(rate, units, out var conversion))
                return false;
            var share = new Amount(conversion.Net.Units - dealt.Units);
            dealt = conversion.Net;
            if (share.IsZero)
                continue;
            var expiry = Earlier(ruled, lot.ExpiresAt, token.Expiry.Granularity);
            if (expiry != Timestamp.Epoch && expiry <= now)
                return false;
            taken.Add(new(expiry, Timestamp.Epoch, share));
        }

        return true;
    }

    private static Timestamp Earlier(Timestamp ruled, Timestamp given, Granularity granularity)
    {
        if (given == Timestamp.Epoch)
            return ruled;
        var rounded = Calendar.Floor(given, granularity);
        return ruled != Timestamp.Epoch && ruled <= rounded ? ruled : rounded;
    }
}
