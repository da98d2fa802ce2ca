using Ledger.Consensus;
using Ledger.Consensus.Views;
using Ledger.Execution.State;
using Ledger.Model.Values;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;
using Ledger.Replica.Submissions;

namespace Ledger.Replica;

/// <summary>
/// Whether something waits for a block (PROTOCOL 10.9): without it nobody proposes, nobody waits for a proposal, and
/// an idle network is silent.
/// </summary>
internal sealed class Demand(
    ConsensusParameters parameters, IBlockStore store, Screening screening, Waiters waiters, Outbox outbox)
{
    private static readonly StateKey ScheduleStart = StateKeys.ScheduleFrom(Timestamp.Epoch);
    private static readonly StateKey ScheduleEnd = StateKeys.ScheduleFrom(new(ulong.MaxValue));
    private static readonly TimeSpan PauseMax = TimeSpan.FromHours(1);

    /// <summary>
    /// Between a block and the next one that only proves expiry: anybody may wait for an id, and so ask for such
    /// blocks.
    /// </summary>
    private static readonly TimeSpan ProofPause = TimeSpan.FromSeconds(1);

    private readonly List<StateEntry> _schedule = [];
    private Height? _scheduleHeight;
    private Timestamp? _firstDue;
    private Timestamp _committedAt;
    private bool _wasThere;

    /// <summary>Looks again, tells the core of a change, and makes sure that the next look comes in time.</summary>
    /// <param name="leads">This node leads the current view: it does not wait for itself.</param>
    public void Update(ChainTip tip, bool leads)
    {
        ReadSchedule(tip.Height);
        var wake = WakeTime(tip, leads);
        var isThere = wake is { } time && time <= outbox.Now;
        if (isThere != _wasThere)
            outbox.Tell(new Input.DemandChanged(outbox.Now, isThere));
        _wasThere = isThere;
        if (!isThere && (screening.IsUnfinished || store.Tip.Height != tip.Height))
            outbox.SetTimer(TimerPurpose.Demand, TimeSpan.Zero);
        else if (!isThere && Timestamp.Earliest(wake, screening.FirstLift) is { } later)
            WakeAt(later);
    }

    /// <summary>A height ended: what it was wanted for may be in it, so the core begins the next one without.</summary>
    public void Reset()
    {
        if (_wasThere)
            outbox.Tell(new Input.DemandChanged(outbox.Now, false));
        _wasThere = false;
        _committedAt = outbox.Now;
        _scheduleHeight = null;
        _firstDue = null;
    }

    /// <summary>When something begins to be worth a block; none if nothing is in sight.</summary>
    private Timestamp? WakeTime(ChainTip tip, bool leads)
    {
        var wake = Timestamp.Earliest(_firstDue, ProofTime(tip));
        if (wake is { } due && due > tip.Header.Time && due <= _committedAt)
            wake = AskAgainAt(due, tip.Header.Time);
        // A leader has a while for what it was sent before others start their clocks.
        if (screening.OldestAdmissible(tip.Height, outbox.Now) is { } arrival)
            wake = Timestamp.Earliest(wake, leads ? arrival : arrival.After(parameters.Grace));
        return wake;
    }

    /// <summary>When a block is wanted because it proves that somebody waits in vain.</summary>
    private Timestamp? ProofTime(ChainTip tip)
    {
        if (waiters.FirstExpiry is not { } expiry)
            return null;
        var rested = tip.Header.Time.After(ProofPause);
        return expiry > rested ? expiry : rested;
    }

    // It was time by this node's clock and not by the last block's: the clock may be fast, and must not keep all awake.
    private Timestamp AskAgainAt(Timestamp due, Timestamp blockTime)
    {
        var shortfall = due.Since(blockTime);
        return _committedAt.After(shortfall < parameters.ViewTimeoutMax ? shortfall : parameters.ViewTimeoutMax);
    }

    private void WakeAt(Timestamp time)
    {
        var distance = time.Since(outbox.Now);
        outbox.SetTimer(TimerPurpose.Demand, distance < PauseMax ? distance : PauseMax);
    }

    // The store has the new state only once the effects of the commit were carried out.
    private void ReadSchedule(Height tip)
    {
        if (_scheduleHeight == tip)
            return;
        if (store.Tip.Height != tip)
        {
            if (!outbox.IsRunning(TimerPurpose.Demand))
                outbox.SetTimer(TimerPurpose.Demand, TimeSpan.Zero);
            return;
        }

        using var state = store.OpenState();
        _schedule.Clear();
        state.View.Entries.ReadRange(ScheduleStart, ScheduleEnd, 1, _schedule);
        _firstDue = _schedule.Count > 0 && ScheduleEntry.TryRead(_schedule[0].Key, out var entry) ? entry.Due : null;
        _scheduleHeight = tip;
    }
}
