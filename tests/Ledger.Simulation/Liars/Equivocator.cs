using Ledger.Consensus.Messages;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Liars;

/// <summary>Proposes two different blocks to different peers, and votes for everything and against it.</summary>
internal sealed class Equivocator(SimulatedRandom random, int validators, NodeHost host) : ILiar
{
    private readonly HashSet<Vote> _cast = [];

    public bool OnSend(SimulatedNode node, ushort? peer, PeerMessage message)
    {
        if (message is not PeerMessage.Consensus { Message: ConsensusMessage.Proposed proposed } wrapped)
            return false;
        if (AlternativeTo(node, proposed.Proposal) is not { } other)
            return false;
        var alternative = wrapped with { Message = new ConsensusMessage.Proposed(other) };
        for (ushort to = 0; to < validators; to++)
        {
            if (to != node.Index)
                host.Network!.Send(node, to, random.Chance(50) ? message : alternative);
        }

        return true;
    }

    public void OnReceived(SimulatedNode node, PeerMessage message)
    {
        if (message is not PeerMessage.Consensus { Message: ConsensusMessage.Voted { Vote.Vote: Notarize vote } })
            return;
        Cast(node, vote);
        Cast(node, new Finalize(vote.Height, vote.View, vote.Block));
        if (random.Chance(30))
            Cast(node, new Nullify(vote.Height, View.First, vote.View));
    }

    private void Cast(SimulatedNode node, Vote vote)
    {
        if (_cast.Add(vote))
            host.Network!.Broadcast(node, new PeerMessage.Consensus(new ConsensusMessage.Voted(Sign(node, vote))));
    }

    // The same transactions a millisecond later: another block, as valid as the first.
    private Proposal? AlternativeTo(SimulatedNode node, Proposal proposal)
    {
        if (proposal.Header is not { } header || proposal.Parent > View.None || node.Replica is not { } replica)
            return null;
        var parts = replica.Parts;
        if (parts.Tip.Hash != header.Parent || parts.Bodies.Find(proposal.Block)?.Block is not { } block)
            return null;
        var time = new Timestamp(header.Time.Milliseconds + 1);
        var built = host.NewWorker().Build(
            new(parts.Tip, proposal.View, node.Index, header.Streak, time, block.Transactions), node.Store.State.View);
        var claim = new Propose(
            proposal.Height, proposal.View, View.None, built.Block.Hash, proposal.Justification.Hash());
        return proposal with { Claim = Sign(node, claim), Header = built.Block.Header };
    }

    private SignedVote Sign(SimulatedNode node, Vote vote) =>
        new(vote, node.Index, host.Keyring.Sign(node.Index, vote.DigestFor(host.Genesis.Document.Id)));
}
