using Ledger.Consensus.Messages;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Liars;

/// <summary>Follows like everybody else, and never proposes.</summary>
internal sealed class SilentLeader : ILiar
{
    public bool OnSend(SimulatedNode node, ushort? peer, PeerMessage message) =>
        message is PeerMessage.Consensus { Message: ConsensusMessage.Proposed };
}
