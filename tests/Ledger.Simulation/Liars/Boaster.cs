using Ledger.Consensus.Messages;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Liars;

/// <summary>Claims to be at heights that nobody has reached, now higher and now lower, and delivers none of it.</summary>
internal sealed class Boaster(NodeHost host) : ILiar
{
    private const ulong Claimed = 1UL << 63;

    private ulong _claims;

    public bool OnSend(SimulatedNode node, ushort? peer, PeerMessage message)
    {
        if (message is PeerMessage.Blocks)
            return true;
        var status = new ConsensusMessage.Status(new(Claimed - _claims++), View.First, View.None);
        var claim = new PeerMessage.Consensus(status);
        if (peer is { } one)
            host.Network!.Send(node, one, claim);
        else
            host.Network!.Broadcast(node, claim);
        return false;
    }
}
