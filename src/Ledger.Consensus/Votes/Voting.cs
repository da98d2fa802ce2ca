using Ledger.Consensus.Bodies;
using Ledger.Consensus.Views;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Votes;

/// <summary>
/// When to vote (PROTOCOL 9.8, algorithms 4 and 7). Whether a vote may be signed is the guard's affair.
/// </summary>
internal static class Voting
{
    /// <summary>Algorithm 4: notarizes the view's proposal once its body is known to be valid.</summary>
    public static void TryNotarize(Turn turn)
    {
        if (turn.State.Proposal is not { } proposal)
            return;
        var vote = new Notarize(proposal.Height, proposal.View, proposal.Parent, proposal.Block);
        if (!MayCast(turn, vote, null, out _))
            return;
        switch (BodyTable.StatusOf(turn, proposal.Block))
        {
            case BodyStatus.Invalid:
                NullifyNow(turn, NullifyReason.InvalidBlock);
                break;
            case BodyStatus.Valid when proposal.Parent == View.None && !IsNearClock(turn, proposal.Header!):
                NullifyNow(turn, NullifyReason.ClockSkew);
                break;
            case BodyStatus.Valid:
                TryCast(turn, vote, null);
                break;
        }
    }

    /// <summary>Line 6.1: finalizes what a certificate shows to be notarized, if the body is here and valid.</summary>
    public static void TryFinalize(Turn turn, NotarizationCertificate certificate)
    {
        if (BodyTable.StatusOf(turn, certificate.Block) == BodyStatus.Valid)
            TryCast(turn, new Finalize(certificate.Height, certificate.View, certificate.Block), certificate);
    }

    /// <summary>Algorithm 7: gives the current view up, with everything above the highest notarized one.</summary>
    public static void NullifyNow(Turn turn, NullifyReason reason)
    {
        var state = turn.State;
        if (state.Promised.NullifiedHigh >= state.View || state.IsBehind)
            return;
        var above = state.Notarization;
        var vote = new Nullify(state.Height, above?.View.Next ?? View.First, state.View);
        if (TryCast(turn, vote, above))
            turn.Emit(new Effect.Nullifying(state.Height, state.View, reason));
    }

    /// <summary>Asks for a vote unless the guard would refuse it: nothing is asked for twice, or in vain.</summary>
    public static bool TryCast(Turn turn, Vote vote, NotarizationCertificate? notarization)
    {
        if (!MayCast(turn, vote, notarization, out var next))
            return false;
        turn.State = turn.State with { Signer = next };
        turn.Emit(new Effect.CastVote(vote, notarization));
        return true;
    }

    private static bool MayCast(Turn turn, Vote vote, NotarizationCertificate? notarization, out SignerState next)
    {
        next = turn.State.Signer;
        return turn.IsValidator(turn.Self)
            && turn.Settings.Guard.Judge(turn.State.Signer, vote, notarization, out next) == VoteRefusal.None
            && next != turn.State.Signer;
    }

    // Judged only before a first vote for a fresh block: what a quorum notarized is never measured by a clock (R16).
    private static bool IsNearClock(Turn turn, Header header)
    {
        var skew = turn.Parameters.ClockSkewMax;
        var timeout = ViewTimeouts.Timeout(turn.Parameters, Timers.Exponent(turn.State));
        return header.Time.Since(turn.Now) <= skew && turn.Now.Since(header.Time) <= skew + timeout;
    }
}
