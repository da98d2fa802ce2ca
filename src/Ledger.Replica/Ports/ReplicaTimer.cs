namespace Ledger.Replica.Ports;

/// <summary>One setting of a timer.</summary>
/// <param name="Sequence">
/// Counts the settings of all timers, so that an expiry that was overtaken is known as stale.
/// </param>
public readonly record struct ReplicaTimer(TimerPurpose Purpose, ulong Sequence);

/// <summary>What a timer is for; at most one runs for each.</summary>
public enum TimerPurpose
{
    /// <summary>The timers of the consensus core, by its own names.</summary>
    View,
    Grace,
    Rebroadcast,
    Push,
    Interval,

    /// <summary>The open batch has waited long enough.</summary>
    FlushBatch,

    /// <summary>Something may have become worth a block by now.</summary>
    Demand,

    /// <summary>A peer had its time to deliver what a candidate block lacks.</summary>
    Fetch,

    /// <summary>A peer had its time to deliver committed blocks.</summary>
    CatchUp,
}
