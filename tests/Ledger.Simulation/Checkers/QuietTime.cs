using Ledger.Execution.State;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Simulation.Checkers;

/// <summary>
/// I12: once nobody submits anything, each block has a reason that the state before it shows (PROTOCOL 10.9).
/// </summary>
/// <param name="from">The height after which it is quiet.</param>
/// <param name="spread">How far the fastest clock may be ahead of a proposer's.</param>
/// <param name="waitedUntil">When what somebody still waits for can no longer enter the log.</param>
/// <param name="pooled">What the pools still hold: no block could take it, and time alone may change that.</param>
internal sealed class QuietTime(
    int from, TimeSpan spread, IReadOnlyCollection<Timestamp> waitedUntil, IReadOnlySet<TransactionId> pooled)
{
    private static readonly StateKey ScheduleStart = StateKeys.ScheduleFrom(Timestamp.Epoch);
    private static readonly StateKey ScheduleEnd = StateKeys.ScheduleFrom(new(ulong.MaxValue));

    /// <param name="before">The state that the block was built on.</param>
    public void Check(ChainTip parent, BlockCommit commit, IStateReader before, InvariantChecker checker)
    {
        if (commit.Tip.Height.Value <= (ulong)from)
            return;
        var (earlier, time) = (parent.Header.Time, commit.Tip.Header.Time);
        var seen = time.After(spread);
        var due = FirstDue(before);
        var transactions = commit.Block.Block.Transactions;
        if (transactions.Length == 0 && due <= time)
            checker.Note(Mark.HoldEndedByItself);
        var hasReason = transactions.Length == 0
            ? due <= seen || waitedUntil.Any(end => end > earlier && end <= seen)
            : transactions.All(transaction => pooled.Contains(transaction.Id));
        InvariantChecker.Require(
            hasReason,
            "I12 quiescence",
            $"nothing asked for height {commit.Tip.Height} with {transactions.Length} transactions");
    }

    private static Timestamp? FirstDue(IStateReader state)
    {
        var entries = new List<StateEntry>();
        state.ReadRange(ScheduleStart, ScheduleEnd, 1, entries);
        return entries.Count > 0 && ScheduleEntry.TryRead(entries[0].Key, out var entry) ? entry.Due : null;
    }
}
