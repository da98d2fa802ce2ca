using Ledger.Model.Values;

namespace Ledger.Consensus.Views;

/// <summary>
/// Who leads a view, from the final chain alone (PROTOCOL 9.4): a healthy leader keeps its term of K blocks, and a
/// view that fails passes the lead to the next validator of the set.
/// </summary>
public static class LeaderSchedule
{
    /// <summary>The leader's registry index.</summary>
    public static ushort LeaderOf(Tip tip, View view, ushort termBlocks)
    {
        var position = ((ulong)FirstPosition(tip, termBlocks) + view.Value - 1) % (ulong)tip.Validators.Count;
        return tip.Validators[(int)position].Index;
    }

    /// <summary>What the next header must say if this validator proposes it; it stays at 65535 once there.</summary>
    public static ushort StreakOf(Tip tip, ushort proposer) =>
        tip.Height == Height.Genesis || tip.Proposer != proposer
            ? (ushort)1
            : (ushort)Math.Min(tip.Streak + 1, ushort.MaxValue);

    private static int FirstPosition(Tip tip, ushort termBlocks)
    {
        if (tip.Height == Height.Genesis)
            return 0;
        var position = PositionOrSuccessor(tip);
        return tip.Streak < termBlocks ? position : position + 1;
    }

    // A proposer that has left the set hands over to the one that came after it.
    private static int PositionOrSuccessor(Tip tip)
    {
        for (var position = 0; position < tip.Validators.Count; position++)
        {
            if (tip.Validators[position].Index >= tip.Proposer)
                return position;
        }

        return 0;
    }
}
