using Ledger.Consensus.Accountability;
using Ledger.Consensus.Certificates;
using Ledger.Consensus.Views;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Votes;

/// <summary>Counting votes (PROTOCOL 9.8, algorithm 5): each validator once, in slots of its own.</summary>
internal static class Tallies
{
    /// <summary>Hears a vote, and forms the certificate that it completes.</summary>
    public static void OnVote(Turn turn, SignedVote vote)
    {
        if (vote.Notarization is not null)
            Certifying.OnNotarization(turn, vote.Notarization);
        if (!Record(turn, vote))
            return;
        switch (vote.Vote)
        {
            case Notarize notarize:
                OnNotarize(turn, notarize);
                break;
            case Nullify:
                OnNullify(turn);
                break;
            case Finalize finalize:
                OnFinalize(turn, finalize);
                break;
        }
    }

    /// <summary>Puts a vote into its slot after holding it against the others; false if it changes nothing.</summary>
    public static bool Record(Turn turn, SignedVote vote)
    {
        var position = turn.State.Tip.Validators.FindPosition(vote.Signer);
        if (position < 0)
            return false;
        Accusing.Compare(turn, vote, position);
        if (!turn.State.Votes[position].TryAdd(vote, turn.State.View, out var votes))
            return false;
        turn.State = turn.State with { Votes = turn.State.Votes.SetItem(position, votes) };
        return true;
    }

    private static void OnNotarize(Turn turn, Notarize vote)
    {
        // 5.2, exactly at the quorum: later votes add nothing to a certificate that exists.
        if (CertificateForming.CountOf(turn, vote) == turn.Quorum)
            Certifying.OnNotarization(turn, CertificateForming.NotarizationOf(turn, vote));
        if (vote.View == turn.State.View && turn.State.Proposal is null)
            ExpectProposal(turn);
    }

    // Somebody has the proposal that the leader failed to send us: ask if it does not come by itself.
    private static void ExpectProposal(Turn turn)
    {
        if (!Timers.IsSet(turn, TimerKind.Push))
            Timers.Set(turn, TimerKind.Push, turn.Parameters.PushDelay);
    }

    private static void OnNullify(Turn turn)
    {
        if (CertificateForming.FindSkippedView(turn) is { } view)
            Certifying.OnSkip(turn, CertificateForming.SkipOf(turn, view));
        // 5.3: more than f gave the view up, so an honest validator did: waiting longer helps nobody.
        var current = turn.State.View;
        if (turn.State.Votes.Count(votes => votes.HasNullified(current)) > turn.State.Tip.Validators.FaultyMax)
            Voting.NullifyNow(turn, NullifyReason.Amplification);
        // Whoever gives up an idle view knows of something that waits: its one vote has to move everybody.
        Timers.Arm(turn);
    }

    private static void OnFinalize(Turn turn, Finalize vote)
    {
        if (CertificateForming.CountOf(turn, vote) == turn.Quorum)
            Certifying.OnFinality(turn, CertificateForming.FinalityOf(turn, vote), turn.Self);
    }
}
