using Ledger.Consensus.Views;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Proposals;

/// <summary>
/// Whether a proposal may be voted for, from the certificates it carries and the chain alone (PROTOCOL 9.6): no node
/// holds a lock of its own that could make it refuse (R1).
/// </summary>
internal static class JustificationRule
{
    public static bool IsJustified(Turn turn, Proposal proposal)
    {
        var isExtending = proposal.Parent == View.None
            ? IsFreshBlockFitting(turn, proposal)
            : proposal.Header is null || proposal.Header.CreatedView <= proposal.Parent;
        return isExtending && (!turn.Rules.CheckJustification || AreCertificatesFitting(turn, proposal));
    }

    private static bool AreCertificatesFitting(Turn turn, Proposal proposal)
    {
        var (skip, notarization) = (proposal.Justification.Skip, proposal.Justification.Notarization);
        if (!IsNotarizationFitting(notarization, proposal))
            return false;
        if (proposal.Parent == proposal.View.Previous)
            return skip is null;
        return skip is not null
            && skip.Height == proposal.Height
            && skip.View == proposal.View.Previous
            && (!turn.Rules.CarryOverLowMax || skip.LowMax <= proposal.Parent.Next);
    }

    // There exactly for a block that is carried over, of the very view and block that the proposal names.
    private static bool IsNotarizationFitting(NotarizationCertificate? notarization, Proposal proposal) =>
        proposal.Parent == View.None
            ? notarization is null
            : notarization is not null
                && notarization.Height == proposal.Height
                && notarization.View == proposal.Parent
                && notarization.Block == proposal.Block;

    private static bool IsFreshBlockFitting(Turn turn, Proposal proposal)
    {
        var tip = turn.State.Tip;
        return proposal.Header is { } header
            && header.Network == turn.Settings.Network
            && header.Parent == tip.Block
            && header.CreatedView == proposal.View
            && header.Proposer == proposal.Signer
            && header.Streak == LeaderSchedule.StreakOf(tip, proposal.Signer)
            && header.ValidatorsHash == tip.Validators.Hash
            && header.Time > tip.Time;
    }
}
