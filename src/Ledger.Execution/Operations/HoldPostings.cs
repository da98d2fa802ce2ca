using System.Collections.Immutable;
using Ledger.Execution.Lots;
using Ledger.Execution.Overlay;
using Ledger.Execution.Records;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>
/// How units get into a hold and out of it, and what that does to the token's counters (PROTOCOL 8.9).
/// </summary>
internal static class HoldPostings
{
    /// <summary>
    /// Takes spendable units from the holder's balance; false if they are not enough. The lots keep their expiry.
    /// </summary>
    public static bool TryReserve(
        OperationContext context, AccountId holder, TokenEntry token, Amount amount, out ImmutableArray<Lot> held)
    {
        held = [];
        if (!Postings.TryTake(context, holder, token, amount, context.Taken, MovementKind.Hold))
            return false;
        context.Given.Clear();
        foreach (ref readonly var lot in context.Taken.Lots)
            context.Given.Add(lot with { ActivatesAt = Timestamp.Epoch });
        held = [.. context.Given.Lots];
        if (holder == token.Definition?.Treasury)
        {
            token.Counters.Treasury += amount.Units;
            return true;
        }

        token.Counters.Outstanding += amount.Units;
        token.Counters.Held += amount.Units;
        return true;
    }

    /// <summary>
    /// Takes everything out of a hold, into <paramref name="lots"/>; whoever calls says where it goes.
    /// </summary>
    public static void Free(OperationContext context, HoldRecord hold, TokenEntry token, LotList lots)
    {
        lots.Clear();
        foreach (ref readonly var lot in hold.Lots.AsSpan())
            lots.Add(lot);
        context.State.Save(token);
        context.Outcome.AddMovement(hold.Holder, hold.Token, MovementKind.HoldEnd, lots);
        var units = lots.Total;
        if (hold.Holder == token.Definition?.Treasury)
        {
            token.Counters.Treasury -= units;
            return;
        }

        token.Counters.Outstanding -= units;
        token.Counters.Held -= units;
    }

    /// <summary>Gives lots back to the holder; those whose date has passed meanwhile expire at once.</summary>
    public static void GiveBack(OperationContext context, HoldRecord hold, TokenEntry token, LotList lots)
    {
        if (lots.Count == 0)
            return;
        Postings.Credit(context, hold.Holder, token, lots);
        foreach (ref readonly var lot in lots.Lots)
        {
            if (lot.ExpiresAt != Timestamp.Epoch && lot.ExpiresAt <= context.Now)
                Postings.Expire(context, hold.Holder, token, lot.ExpiresAt);
        }
    }
}
