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
            Forgery.Cast(host, node, vote);
    }

    private Proposal? AlternativeTo(SimulatedNode node, Proposal proposal) =>
        proposal.Parent > View.None ? null : Forgery.FreshBlock(host, node, proposal, proposal.Justification);
}
