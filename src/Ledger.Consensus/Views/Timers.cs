using Ledger.Consensus.Peers;
using Ledger.Consensus.Proposals;
using Ledger.Consensus.Votes;
using Ledger.Model.Values;

namespace Ledger.Consensus.Views;

/// <summary>One timer of each kind; a setting that was replaced, or is of another view, is ignored (R4).</summary>
internal static class Timers
{
    // A leader that cannot be reached this long, while a quorum can, is not waited for as long as others.
    private static readonly TimeSpan LeaderDownAfter = TimeSpan.FromSeconds(3);

    public static void Set(Turn turn, TimerKind kind, TimeSpan delay)
    {
        var state = turn.State;
        var timer = new TimerId(kind, state.Height, state.View, state.TimerSequence);
        turn.State = state with
        {
            Timers = state.Timers.SetItem(kind, timer),
            TimerSequence = state.TimerSequence + 1,
        };
        turn.Emit(new Effect.SetTimer(timer, delay));
    }

    public static bool IsSet(Turn turn, TimerKind kind) => turn.State.Timers.ContainsKey(kind);

    public static void Cancel(Turn turn, TimerKind kind)
    {
        if (!turn.State.Timers.TryGetValue(kind, out var timer))
            return;
        turn.State = turn.State with { Timers = turn.State.Timers.Remove(kind) };
        turn.Emit(new Effect.CancelTimer(timer));
    }

    /// <summary>
    /// Starts the clocks of a height that has something to decide, and stops those of one that has not.
    /// </summary>
    public static void Arm(Turn turn)
    {
        if (!turn.State.IsActive)
        {
            Cancel(turn, TimerKind.View);
            Cancel(turn, TimerKind.Rebroadcast);
            return;
        }

        if (!IsSet(turn, TimerKind.View) && turn.State.Promised.NullifiedHigh < turn.State.View)
            Set(turn, TimerKind.View, Timeout(turn));
        if (!IsSet(turn, TimerKind.Rebroadcast) && turn.Rules.Rebroadcast)
            Announcing.ScheduleRebroadcast(turn);
    }

    public static void OnExpired(Turn turn, TimerId timer)
    {
        if (!turn.State.Timers.TryGetValue(timer.Kind, out var current) || current != timer)
            return;
        turn.State = turn.State with { Timers = turn.State.Timers.Remove(timer.Kind) };
        switch (timer.Kind)
        {
            case TimerKind.View:
                Voting.NullifyNow(turn, NullifyReason.Timeout);
                break;
            case TimerKind.Grace:
                turn.State = turn.State with { IsGraceOver = true };
                Proposing.TryPropose(turn);
                break;
            case TimerKind.Interval:
                Proposing.TryPropose(turn);
                break;
            case TimerKind.Push:
                Announcing.Push(turn);
                break;
            case TimerKind.Rebroadcast:
                Announcing.Rebroadcast(turn);
                break;
        }
    }

    public static uint Exponent(ConsensusState state) =>
        ViewTimeouts.Exponent(state.View, state.Tip.Validators.FaultyMax, state.CarriedExponent);

    private static TimeSpan Timeout(Turn turn)
    {
        var parameters = turn.Parameters;
        if (IsLeaderDown(turn))
            return new(parameters.ViewTimeout.Ticks / 4);
        var exponent = turn.Rules.GrowTimeouts ? Exponent(turn.State) : 0;
        var timeout = ViewTimeouts.Timeout(parameters, exponent);
        return turn.State.View == View.First ? timeout + parameters.IntervalMin + parameters.BatchDelay : timeout;
    }

    private static bool IsLeaderDown(Turn turn)
    {
        var validators = turn.State.Tip.Validators;
        var down = validators.Validators.Count(validator => DownSince(turn, validator.Index) is not null);
        return DownSince(turn, turn.Leader) is { } since
            && turn.Now.Since(since) > LeaderDownAfter
            && validators.Count - down >= validators.Quorum;
    }

    private static Timestamp? DownSince(Turn turn, ushort peer) =>
        turn.State.Peers.TryGetValue(peer, out var progress) ? progress.DownSince : null;
}
