using Ledger.Execution.Records;
using Ledger.Execution.State;

namespace Ledger.Execution.Invariants;

/// <summary>
/// Counts all holds anew: each reads, is due in the schedule, and stands in its account's list if it is open, and the
/// lists hold nothing else.
/// </summary>
/// <param name="report">Takes the key where something is wrong, and what it is.</param>
internal sealed class HoldRecount(IStateReader state, Action<StateKey, string> report)
{
    private ulong _listed;
    private ulong _open;

    /// <summary>Entries that the schedule must have for holds.</summary>
    public ulong Dates { get; private set; }

    /// <summary>Takes each open hold.</summary>
    public required Action<HoldRecord> Sum { get; init; }

    public void Count(StateEntry entry)
    {
        if (HoldRecord.TryRead(entry.Value.Span, out var hold) && StateKeys.IsHold(entry.Key))
            CountHold(entry.Key, hold);
        else if (AccountHolds.TryRead(entry.Value.Span, out var list))
            CountList(entry.Key, list);
        else
            report(entry.Key, "The hold, or list of holds, does not read.");
    }

    /// <summary>After all entries were counted.</summary>
    public void Compare()
    {
        if (_listed != _open)
            report(new(StatePart.Holds, []), "The lists do not hold each open hold once.");
    }

    private void CountHold(in StateKey key, HoldRecord hold)
    {
        Dates++;
        if (hold.DueAt(key) is { } due && !state.TryRead(StateKeys.Schedule(due), out _))
            report(key, "The hold does not stand in the schedule.");
        if (hold.Status != HoldStatus.Open)
            return;
        _open++;
        Sum(hold);
    }

    private void CountList(in StateKey key, AccountHolds list)
    {
        foreach (var id in list.Holds)
        {
            _listed++;
            var isOpen = state.TryRead(StateKeys.Hold(id), out var bytes)
                && HoldRecord.TryRead(bytes.Span, out var hold)
                && hold.Status == HoldStatus.Open
                && StateKeys.AccountHolds(hold.ListedUnder) == key;
            if (!isOpen)
                report(key, "The list names a hold that is not open, or another account's.");
        }
    }
}
