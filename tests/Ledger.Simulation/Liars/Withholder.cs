using Ledger.Consensus.Messages;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Liars;

/// <summary>Shows its proposals to a few only, and gives nobody the batches and bodies that they lack.</summary>
internal sealed class Withholder(SimulatedRandom random, int validators, NodeHost host) : ILiar
{
    public bool OnSend(SimulatedNode node, ushort? peer, PeerMessage message)
    {
        switch (message)
        {
            case PeerMessage.Body or PeerMessage.FoundBatch or PeerMessage.Blocks:
                return true;
            case PeerMessage.Batch:
                return random.Chance(50);
            case PeerMessage.Consensus { Message: ConsensusMessage.Proposed }:
                ShowToSome(node, message);
                return true;
            default:
                return false;
        }
    }

    private void ShowToSome(SimulatedNode node, PeerMessage message)
    {
        for (ushort peer = 0; peer < validators; peer++)
        {
            if (peer != node.Index && random.Chance(60))
                host.Network!.Send(node, peer, message);
        }
    }
}
