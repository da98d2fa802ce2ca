using Ledger.Consensus.Bodies;
using Ledger.Consensus.Certificates;
using Ledger.Consensus.Messages;
using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Proposals;

/// <summary>The leader's part, and hearing a leader (PROTOCOL 9.8, algorithms 2 and 3).</summary>
internal static class Proposing
{
    /// <summary>Algorithm 2: proposes, or starts what has to come before.</summary>
    public static void TryPropose(Turn turn)
    {
        if (!MayPropose(turn))
            return;
        switch (turn.State.Entry)
        {
            case NotarizationCertificate entry when turn.State.IsGraceOver:
                Propose(turn, entry.Block, entry.View, new Justification(null, entry), null);
                break;
            case NotarizationCertificate:
                // Normally finality arrives within the grace time, and nothing has to be carried over.
                if (!Timers.IsSet(turn, TimerKind.Grace))
                    Timers.Set(turn, TimerKind.Grace, turn.Parameters.Grace);
                break;
            case SkipCertificate entry when CarriedOver(turn, entry) is { } notarization:
                CarryOver(turn, entry, notarization);
                break;
            default:
                TryBuild(turn);
                break;
        }
    }

    /// <summary>Algorithm 2: the host has made the block that this leader asked for.</summary>
    public static void OnBuilt(Turn turn, View view, Header header)
    {
        var state = turn.State;
        var isCurrent = view == state.View && view == state.BuildingView
            && header.Height == state.Height && header.Parent == state.Tip.Block;
        if (!isCurrent || !MayPropose(turn))
            return;
        var block = header.Hash();
        var justification = state.Entry is SkipCertificate skip ? new Justification(skip, null) : Justification.None;
        BodyTable.Set(turn, block, BodyStatus.Valid);
        Propose(turn, block, View.None, justification, header);
    }

    /// <summary>Algorithm 2: the proposal is durable and signed.</summary>
    public static void OnSigned(Turn turn, SignedVote claim)
    {
        if (turn.State.Draft is not { } draft || draft.Claim != claim.Vote)
            return;
        var proposal = draft.Signed(claim);
        turn.State = turn.State with { Draft = null };
        turn.Emit(new Effect.Broadcast(new ConsensusMessage.Proposed(proposal)));
        OnProposal(turn, proposal);
    }

    /// <summary>Algorithm 3.</summary>
    public static void OnProposal(Turn turn, Proposal proposal)
    {
        Tallies.Record(turn, proposal.Claim);
        if (proposal.Signer != turn.LeaderOf(proposal.View) || !JustificationRule.IsJustified(turn, proposal))
            return;
        HearCertificates(turn, proposal.Justification);
        if (proposal.View == turn.State.View && turn.State.Proposal is null)
        {
            // A draft of our own is void: another leader with our key was faster.
            turn.State = turn.State with { Proposal = proposal, Draft = null };
            Timers.Arm(turn);
        }

        BodyTable.AskFor(turn, proposal);
        Voting.TryNotarize(turn);
    }

    private static void HearCertificates(Turn turn, Justification justification)
    {
        if (justification.Skip is not null)
            Certifying.OnSkip(turn, justification.Skip);
        if (justification.Notarization is not null)
            Certifying.OnNotarization(turn, justification.Notarization);
    }

    private static bool MayPropose(Turn turn)
    {
        var state = turn.State;
        return turn.Leader == turn.Self
            && state.Draft is null
            && state.Promised.ProposedView < state.View
            && state.Promised.NullifiedHigh < state.View
            && (state.View == View.First || state.Entry is not null)
            && !state.IsBehind;
    }

    // The highest block notarized, if the skip certificate does not reach below it.
    private static NotarizationCertificate? CarriedOver(Turn turn, SkipCertificate entry) =>
        turn.State.Notarization is { } notarization
        && (notarization.View.Next >= entry.LowMax && turn.Rules.CarryOverLowMax)
            ? notarization
            : null;

    private static void CarryOver(Turn turn, SkipCertificate entry, NotarizationCertificate notarization)
    {
        var skip = notarization.View == entry.View ? null : entry;
        Propose(turn, notarization.Block, notarization.View, new Justification(skip, notarization), null);
    }

    private static void TryBuild(Turn turn)
    {
        var state = turn.State;
        // A height that was disturbed ends with a block even if there is nothing to put into it.
        if (state.BuildingView == state.View || (state.View == View.First && !state.HasDemand))
            return;
        if (state.View == View.First && IntervalLeft(turn) is { Ticks: > 0 } left)
        {
            if (!Timers.IsSet(turn, TimerKind.Interval))
                Timers.Set(turn, TimerKind.Interval, left);
            return;
        }

        turn.State = state with { BuildingView = state.View };
        var tip = state.Tip;
        var streak = LeaderSchedule.StreakOf(tip, turn.Self);
        turn.Emit(new Effect.BuildBlock(state.Height, state.View, tip.Block, streak, tip.Certificate));
    }

    private static TimeSpan IntervalLeft(Turn turn)
    {
        var passed = turn.Now.Since(turn.State.HeightStarted);
        return passed < turn.Parameters.IntervalMin ? turn.Parameters.IntervalMin - passed : TimeSpan.Zero;
    }

    private static void Propose(Turn turn, BlockHash block, View parent, Justification justification, Header? header)
    {
        var state = turn.State;
        var claim = new Propose(state.Height, state.View, parent, block, justification.Hash());
        if (!Voting.TryCast(turn, claim, null))
            return;
        turn.State = turn.State with
        {
            Draft = new(claim, justification, header ?? KnownHeader(state, block), state.Tip.Certificate),
        };
    }

    private static Header? KnownHeader(ConsensusState state, BlockHash block) =>
        state.PreviousProposal is { } previous && previous.Block == block ? previous.Header : null;
}
