using System.Collections.Immutable;
using Ledger.Consensus.Bodies;
using Ledger.Consensus.Messages;
using Ledger.Consensus.Peers;
using Ledger.Consensus.Proposals;
using Ledger.Consensus.Votes;
using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Model.Values;

namespace Ledger.Consensus.Views;

/// <summary>Beginning a height, and moving from view to view: only ever with a quorum's certificate (R10).</summary>
internal static class Entering
{
    /// <summary>PROTOCOL 9.8, line 1.1: what a height starts with, after a commit or a restart.</summary>
    public static ConsensusState StateAt(
        CoreSettings settings, Timestamp now, Tip tip, SignerState signer, ConsensusState? previous)
    {
        var height = tip.Height.Next;
        var promised = signer.Height == height ? signer : SignerState.Empty;
        var view = Highest(View.First, promised.NotarizedView, promised.NullifiedHigh);
        if (promised.FinalizedView >= view)
            view = promised.FinalizedView.Next;
        var notarization = settings.Rules.NullifyAboveFinalized ? promised.Notarization : promised.NullifiedAbove;
        return new ConsensusState
        {
            Tip = tip,
            Signer = signer,
            HeightStarted = now,
            Votes = [.. Enumerable.Repeat(ValidatorVotes.Empty, tip.Validators.Count)],
            View = view,
            Notarization = notarization,
            Entry = notarization is not null && notarization.View == view.Previous ? notarization : null,
            RebroadcastPause = settings.Parameters.Rebroadcast,
            CarriedExponent = previous is null ? 0 : ViewTimeouts.Carry(Timers.Exponent(previous)),
            HasDemand = previous?.HasDemand ?? false,
            ProvenHeight = previous?.ProvenHeight ?? tip.Height,
            Peers = previous?.Peers ?? ImmutableSortedDictionary<ushort, PeerProgress>.Empty,
        };
    }

    /// <summary>PROTOCOL 9.8, lines 1.2 to 1.4: own votes are cast again (R8), then what came early is heard.</summary>
    public static void BeginHeight(Turn turn, ImmutableList<EarlyMessage> early)
    {
        EmitEntered(turn);
        if (turn.Rules.RecastAfterRestart)
        {
            foreach (var (vote, notarization) in turn.State.Promised.Votes())
                turn.Emit(new Effect.CastVote(vote, notarization));
        }

        if (turn.State.Tip.Certificate is not null)
            Timers.Set(turn, TimerKind.Push, turn.Parameters.PushDelay);
        Timers.Arm(turn);
        Proposing.TryPropose(turn);
        foreach (var message in early)
            Intake.Hear(turn, message.Peer, message.Message);
    }

    /// <summary>PROTOCOL 9.8, line 6.4.</summary>
    public static void EnterView(Turn turn, Certificate entry)
    {
        var state = turn.State;
        var view = entry.View.Next;
        Invariant.That(view > state.View);
        Invariant.That(entry.Height == state.Height);
        turn.State = state with
        {
            View = view,
            Entry = entry,
            PreviousProposal = state.Proposal?.View == entry.View ? state.Proposal : null,
            Proposal = null,
            Draft = null,
            IsGraceOver = false,
            RebroadcastPause = turn.Parameters.Rebroadcast,
            Votes = [.. state.Votes.Select(votes => votes.Near(view))],
        };
        BodyTable.Prune(turn);
        EmitEntered(turn);
        RestartTimers(turn, entry);
        if (entry is SkipCertificate)
            turn.Emit(new Effect.Broadcast(new ConsensusMessage.Certified(entry)));
        Proposing.TryPropose(turn);
    }

    private static void RestartTimers(Turn turn, Certificate entry)
    {
        Timers.Cancel(turn, TimerKind.View);
        Timers.Cancel(turn, TimerKind.Grace);
        Timers.Cancel(turn, TimerKind.Rebroadcast);
        Timers.Arm(turn);
        if (entry is NotarizationCertificate)
            Timers.Set(turn, TimerKind.Push, turn.Parameters.PushDelay);
    }

    private static void EmitEntered(Turn turn)
    {
        var state = turn.State;
        turn.Emit(new Effect.ViewEntered(state.Height, state.View, turn.Leader, state.Entry?.Kind));
    }

    private static View Highest(View one, View other, View third)
    {
        var higher = one > other ? one : other;
        return higher > third ? higher : third;
    }
}
