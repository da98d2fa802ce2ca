using Ledger.Execution.State;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

/// <summary>
/// Keeps the schedule what it is by definition: one entry for each date that stands in some lot of a balance (PROTOCOL
/// 7.7). So no operation has to think of it, and it depends on nothing but the balances.
/// </summary>
internal static class ScheduleDifference
{
    public static void Add(BalanceEntry balance, ChangeList changes)
    {
        var before = balance.BaseLots.Lots;
        var after = balance.Lots.Lots;
        for (var i = 0; i < before.Length; i++)
        {
            if (FindExpiry(before[..i], after, before[i]) is { } expiry)
                changes.Remove(KeyOf(balance, ScheduleKind.Expiry, expiry));
            if (FindActivation(before[..i], after, before[i]) is { } activation)
                changes.Remove(KeyOf(balance, ScheduleKind.Activation, activation));
        }

        for (var i = 0; i < after.Length; i++)
        {
            if (FindExpiry(after[..i], before, after[i]) is { } expiry)
                changes.Put(KeyOf(balance, ScheduleKind.Expiry, expiry), size: 0);
            if (FindActivation(after[..i], before, after[i]) is { } activation)
                changes.Put(KeyOf(balance, ScheduleKind.Activation, activation), size: 0);
        }
    }

    /// <summary>
    /// The lot's expiry if no lot ahead of it has it, so that it counts once, and none of the others has it.
    /// </summary>
    private static Timestamp? FindExpiry(ReadOnlySpan<Lot> ahead, ReadOnlySpan<Lot> others, in Lot lot)
    {
        var isNew = lot.ExpiresAt != Timestamp.Epoch && !HasExpiry(ahead, lot.ExpiresAt)
            && !HasExpiry(others, lot.ExpiresAt);
        return isNew ? lot.ExpiresAt : null;
    }

    private static Timestamp? FindActivation(ReadOnlySpan<Lot> ahead, ReadOnlySpan<Lot> others, in Lot lot)
    {
        var isNew = lot.ActivatesAt != Timestamp.Epoch && !HasActivation(ahead, lot.ActivatesAt)
            && !HasActivation(others, lot.ActivatesAt);
        return isNew ? lot.ActivatesAt : null;
    }

    private static bool HasExpiry(ReadOnlySpan<Lot> lots, Timestamp time)
    {
        foreach (ref readonly var lot in lots)
        {
            if (lot.ExpiresAt == time)
                return true;
        }

        return false;
    }

    private static bool HasActivation(ReadOnlySpan<Lot> lots, Timestamp time)
    {
        foreach (ref readonly var lot in lots)
        {
            if (lot.ActivatesAt == time)
                return true;
        }

        return false;
    }

    private static StateKey KeyOf(BalanceEntry balance, ScheduleKind kind, Timestamp due) =>
        StateKeys.Schedule(new(due, kind, balance.Account.Value, balance.Token));
}
