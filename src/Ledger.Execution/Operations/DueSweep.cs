using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Outcomes;

namespace Ledger.Execution.Operations;

/// <summary>
/// Carries out what the schedule says is due, at the start of a block and before its transactions: lots expire, lots
/// activate (PROTOCOL 8.3). What is beyond the block's bound waits for the next; meanwhile it can't be spent.
/// </summary>
internal static class DueSweep
{
    /// <summary>What one outcome has room for, whatever genesis says.</summary>
    public const uint CountMax = ushort.MaxValue;

    public static void Run(OperationContext context, IEnumerable<StateEntry> due)
    {
        foreach (var (key, _) in due)
        {
            Invariant.That(ScheduleEntry.TryRead(key, out var entry));
            Invariant.That(entry.Due <= context.Now);
            Run(context, entry);
        }

        context.State.Keep();
    }

    private static void Run(OperationContext context, in ScheduleEntry entry)
    {
        var token = context.State.Token(entry.Token);
        var balance = context.State.Balance(entry.Account, entry.Token);
        context.State.Save(balance);
        context.State.Save(token);
        context.Taken.Clear();
        if (entry.Kind == ScheduleKind.Expiry)
        {
            balance.Lots.TakeExpiring(entry.Due, context.Taken);
            Postings.CountOut(context, balance, token, context.Taken);
            token.Counters.Expired += context.Taken.Total;
            context.Outcome.AddMovement(entry.Account, entry.Token, MovementKind.Expiry, context.Taken);
            return;
        }

        balance.Lots.Activate(entry.Due, context.Taken);
        token.Counters.Pending -= context.Taken.Total;
        context.Outcome.AddMovement(entry.Account, entry.Token, MovementKind.Activation, context.Taken);
    }
}
