using System.Diagnostics;
using Ledger.Consensus;
using Ledger.Consensus.Views;
using Ledger.Replica.Ports;

namespace Ledger.Replica;

/// <summary>The core's timers under the replica's names.</summary>
internal sealed class ConsensusTimers(Outbox outbox)
{
    private readonly Dictionary<TimerPurpose, TimerId> _set = [];

    public void Set(TimerId timer, TimeSpan delay)
    {
        var purpose = PurposeOf(timer.Kind);
        _set[purpose] = timer;
        outbox.SetTimer(purpose, delay);
    }

    public void Cancel(TimerId timer)
    {
        var purpose = PurposeOf(timer.Kind);
        if (_set.TryGetValue(purpose, out var current) && current == timer)
            outbox.CancelTimer(purpose);
    }

    public void Expire(TimerPurpose purpose) =>
        outbox.Tell(new Input.TimerExpired(outbox.Now, _set[purpose]));

    private static TimerPurpose PurposeOf(TimerKind kind) => kind switch
    {
        TimerKind.View => TimerPurpose.View,
        TimerKind.Grace => TimerPurpose.Grace,
        TimerKind.Rebroadcast => TimerPurpose.Rebroadcast,
        TimerKind.Push => TimerPurpose.Push,
        TimerKind.Interval => TimerPurpose.Interval,
        _ => throw new UnreachableException(),
    };
}
