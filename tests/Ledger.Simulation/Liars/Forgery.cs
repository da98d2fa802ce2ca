using Ledger.Consensus.Messages;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Liars;

/// <summary>What a liar can make with its own key, past the guard that stands before it in an honest node.</summary>
internal static class Forgery
{
    public static SignedVote Sign(NodeHost host, SimulatedNode node, Vote vote) =>
        new(vote, node.Index, host.Keyring.Sign(node.Index, vote.DigestFor(host.Genesis.Document.Id)));

    /// <summary>Votes before all, whatever was voted before.</summary>
    public static void Cast(NodeHost host, SimulatedNode node, Vote vote) =>
        host.Network!.Broadcast(node, new PeerMessage.Consensus(new ConsensusMessage.Voted(Sign(host, node, vote))));

    /// <summary>
    /// A valid block other than the proposed one, for the same view; none if the node has not got that far.
    /// </summary>
    public static Proposal? FreshBlock(
        NodeHost host, SimulatedNode node, Proposal proposal, Justification justification)
    {
        if (node.Replica is not { } replica || replica.Tip.Height != proposal.Height.Previous)
            return null;
        var tip = replica.Tip;
        var known = replica.Parts.Bodies.Find(proposal.Block)?.Block;
        var now = host.TimeOf(node.ClockSkew);
        var earlier = known?.Header.Time ?? tip.Header.Time;
        var time = known is null && now > earlier ? now : new Timestamp(earlier.Milliseconds + 1);
        var streak = Consensus.Views.LeaderSchedule.StreakOf(tip.ForConsensus(), node.Index);
        var transactions = proposal.Parent == View.None ? known?.Transactions ?? [] : [];
        var built = host.NewWorker().Build(
            new(tip, proposal.View, node.Index, streak, time, transactions), node.Store.State.View);
        var claim = new Propose(
            proposal.Height, proposal.View, View.None, built.Block.Hash, justification.Hash());
        return new(Sign(host, node, claim))
        {
            Justification = justification,
            Header = built.Block.Header,
            ParentCertificate = tip.Certificate,
        };
    }
}
