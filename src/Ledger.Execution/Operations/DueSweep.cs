using Ledger.Execution.Overlay;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>
/// Carries out what the schedule says is due, at the start of a block and before its transactions: lots expire, lots
/// activate, holds end (PROTOCOL 8.3). What is beyond the block's bound waits for the next; meanwhile it can't be used.
/// </summary>
internal static class DueSweep
{
    private const int MovementsMax = ushort.MaxValue;

    public static void Run(OperationContext context, IEnumerable<StateEntry> due)
    {
        foreach (var (key, _) in due)
        {
            Invariant.That(ScheduleEntry.TryRead(key, out var entry));
            Invariant.That(entry.Due <= context.Now);
            if (context.Outcome.MovementCount + MovementsOf(context, entry) > MovementsMax)
                break;
            Run(context, entry);
        }

        context.State.Keep();
    }

    /// <summary>
    /// At most so many. A hold has fewer lots than its transaction had work units, so one always has room.
    /// </summary>
    private static int MovementsOf(OperationContext context, in ScheduleEntry entry) =>
        entry.Kind == ScheduleKind.Hold ? Holds.MovementsOfEnd(context, new(entry.Subject)) : 1;

    private static void Run(OperationContext context, in ScheduleEntry entry)
    {
        var token = context.State.Token(entry.Token);
        context.State.Save(token);
        switch (entry.Kind)
        {
            case ScheduleKind.Expiry:
                Postings.Expire(context, new(entry.Subject), token, entry.Due);
                break;
            case ScheduleKind.Activation:
                Activate(context, new(entry.Subject), token, entry.Due);
                break;
            case ScheduleKind.Hold:
                Holds.End(context, new(entry.Subject));
                break;
        }
    }

    private static void Activate(OperationContext context, AccountId account, TokenEntry token, Timestamp due)
    {
        var balance = context.State.Balance(account, token.Ticker);
        context.State.Save(balance);
        context.Taken.Clear();
        balance.Lots.Activate(due, context.Taken);
        // What expired in between has no activation any more.
        if (context.Taken.Count == 0)
            return;
        token.Counters.Pending -= context.Taken.Total;
        context.Outcome.AddMovement(account, token.Ticker, MovementKind.Activation, context.Taken);
    }
}
