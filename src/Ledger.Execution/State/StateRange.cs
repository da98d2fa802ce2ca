namespace Ledger.Execution.State;

/// <summary>Reads ranges of any length in pieces, in ascending order.</summary>
public static class StateRange
{
    private const int PieceSize = 1_000;

    /// <summary>A whole part.</summary>
    public static IEnumerable<StateEntry> Of(IStateReader state, StatePart part) =>
        Between(state, new(part, []), new(part + 1, []));

    /// <summary>From the first key on, up to before the second; both of one part.</summary>
    public static IEnumerable<StateEntry> Between(IStateReader state, StateKey from, StateKey until)
    {
        var entries = new List<StateEntry>();
        do
        {
            entries.Clear();
            state.ReadRange(from, until, PieceSize, entries);
            foreach (var entry in entries)
                yield return entry;
            if (entries.Count > 0)
                from = StateKeys.After(entries[^1].Key);
        }
        while (entries.Count == PieceSize);
    }
}
