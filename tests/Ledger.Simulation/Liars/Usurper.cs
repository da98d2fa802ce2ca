using Ledger.Consensus.Messages;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Batches;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Liars;

/// <summary>
/// Where it has to carry a block over it proposes one of its own, with whatever certificates it has, and says of every
/// view that it saw nothing notarized.
/// </summary>
internal sealed class Usurper(NodeHost host) : ILiar
{
    private readonly HashSet<Vote> _cast = [];

    public bool OnSend(SimulatedNode node, ushort? peer, PeerMessage message) => message switch
    {
        PeerMessage.Consensus { Message: ConsensusMessage.Proposed { Proposal: { } proposal } }
            when proposal.Parent > View.None => Usurp(node, proposal),
        PeerMessage.Consensus { Message: ConsensusMessage.Voted { Vote.Vote: Nullify nullify } }
            when nullify.Low > View.First => Cast(node, nullify with { Low = View.First }),
        PeerMessage.Consensus { Message: ConsensusMessage.Certified } => true,
        _ => false,
    };

    private bool Usurp(SimulatedNode node, Proposal proposal)
    {
        var justification = proposal.Justification with { Notarization = null };
        if (Forgery.FreshBlock(host, node, proposal, justification) is not { } fresh)
            return true;
        var consensus = new ConsensusMessage.Proposed(fresh);
        host.Network!.Broadcast(node, new PeerMessage.Consensus(consensus, Recipe.Empty));
        Cast(node, new Notarize(fresh.Height, fresh.View, View.None, fresh.Block));
        Cast(node, new Finalize(fresh.Height, fresh.View, fresh.Block));
        return true;
    }

    private bool Cast(SimulatedNode node, Vote vote)
    {
        if (_cast.Add(vote))
            Forgery.Cast(host, node, vote);
        return true;
    }
}
