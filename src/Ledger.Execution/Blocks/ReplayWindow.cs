using Ledger.Execution.State;

namespace Ledger.Execution.Blocks;

/// <summary>Which minutes of the replay part a block drops: those that have wholly passed (PROTOCOL 8.3).</summary>
internal static class ReplayWindow
{
    /// <summary>
    /// Ascending. Earlier blocks dropped what passed by their time, and none of their transactions is valid beyond
    /// the window, so only the minutes in between are looked for, however long the network has slept.
    /// </summary>
    public static List<ulong> DueMinutes(BlockContext context, IStateReader state, uint validityWindow)
    {
        var minutes = new List<ulong>();
        var first = ReplayMinute.Of(context.ParentTime);
        var beyond = Math.Min(
            ReplayMinute.Of(context.Time), ReplayMinute.Of(new(context.ParentTime.Milliseconds + validityWindow)) + 1);
        for (var minute = first; minute < beyond; minute++)
        {
            if (state.TryRead(StateKeys.ReplayMinute(minute), out _))
                minutes.Add(minute);
        }

        return minutes;
    }
}
