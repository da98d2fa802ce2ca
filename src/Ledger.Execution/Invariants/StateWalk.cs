using Ledger.Execution.State;

namespace Ledger.Execution.Invariants;

/// <summary>Visits a whole part of the state in ascending order, in pieces.</summary>
internal static class StateWalk
{
    private const int PieceSize = 1_000;

    /// <summary>Stops early once the visitor says that it has seen enough. Returns how many entries it visited.</summary>
    public static ulong Through(IStateReader state, StatePart part, Func<StateEntry, bool> visit)
    {
        var entries = new List<StateEntry>();
        var from = new StateKey(part, []);
        var until = new StateKey(part + 1, []);
        ulong count = 0;
        do
        {
            entries.Clear();
            state.ReadRange(from, until, PieceSize, entries);
            foreach (var entry in entries)
            {
                count++;
                if (!visit(entry))
                    return count;
            }

            if (entries.Count > 0)
                from = StateKeys.After(entries[^1].Key);
        }
        while (entries.Count == PieceSize);

        return count;
    }
}
