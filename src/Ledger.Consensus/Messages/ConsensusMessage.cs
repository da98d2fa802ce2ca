using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Messages;

/// <summary>What validators tell each other about the height they decide (PROTOCOL 9.11).</summary>
public abstract record ConsensusMessage
{
    private ConsensusMessage(Height height) => Height = height;

    /// <summary>The height that the message is about.</summary>
    public Height Height { get; init; }

    /// <summary>The leader's proposal; the node ships the block's recipe beside it.</summary>
    public sealed record Proposed(Proposal Proposal) : ConsensusMessage(Proposal.Height);

    /// <summary>A vote by the sender itself: others' votes travel only inside certificates and evidence.</summary>
    public sealed record Voted(SignedVote Vote) : ConsensusMessage(Vote.Vote.Height);

    public sealed record Certified(Certificate Certificate) : ConsensusMessage(Certificate.Height);

    /// <summary>Where the sender is. A claim: it chooses whom to ask and proves nothing.</summary>
    /// <param name="Height">The height that the sender decides, one above its tip.</param>
    /// <param name="Notarized">View of the highest notarization certificate that it holds, or none.</param>
    public sealed record Status(Height Height, View View, View Notarized) : ConsensusMessage(Height);

    /// <summary>Asks for the proposal of a view, which any node may serve that has it.</summary>
    public sealed record GetProposal(Height Height, View View) : ConsensusMessage(Height);
}
