using Ledger.Model.Values;

namespace Ledger.Consensus.Views;

/// <summary>
/// How long a view may last (PROTOCOL 9.7): integer arithmetic, capped before it grows, so that no view number can
/// overflow it.
/// </summary>
internal static class ViewTimeouts
{
    // Enough growth to reach any sensible cap; one bad height must not cost hundreds of good ones to forget.
    private const uint CarryMax = 16;

    /// <summary>How often the first timeout is multiplied: the first f + 1 views fail without a lesson.</summary>
    /// <param name="carried">What the previous heights taught (<see cref="Carry"/>).</param>
    public static uint Exponent(View view, int faultyMax, uint carried)
    {
        var failed = (ulong)view.Value - 1 + carried;
        var free = (ulong)faultyMax + 1;
        return failed <= free ? 0 : (uint)Math.Min(failed - free, uint.MaxValue);
    }

    /// <summary>What a height hands on: its last exponent, one less.</summary>
    public static uint Carry(uint exponent) => exponent == 0 ? 0 : Math.Min(exponent - 1, CarryMax);

    public static TimeSpan Timeout(ConsensusParameters parameters, uint exponent)
    {
        var timeout = parameters.ViewTimeout;
        for (var step = 0u; step < exponent && timeout < parameters.ViewTimeoutMax; step++)
            timeout = Grown(timeout, parameters.ViewTimeoutMax);
        return timeout < parameters.ViewTimeoutMax ? timeout : parameters.ViewTimeoutMax;
    }

    /// <summary>Half as long again, up to a cap.</summary>
    public static TimeSpan Grown(TimeSpan pause, TimeSpan cap)
    {
        var grown = new TimeSpan(pause.Ticks + pause.Ticks / 2);
        return grown < cap ? grown : cap;
    }
}
