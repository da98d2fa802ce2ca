using Ledger.Consensus.Messages;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Liars;

/// <summary>
/// Claims to be at heights that nobody has reached, now higher and now lower. Whoever asks it for blocks gets the
/// oldest one there is, again and again: a sound answer that helps nobody.
/// </summary>
internal sealed class Boaster(NodeHost host) : ILiar
{
    private const ulong Claimed = 1UL << 63;

    private ulong _claims;

    public bool OnSend(SimulatedNode node, ushort? peer, PeerMessage message)
    {
        if (message is PeerMessage.Blocks)
            return Answer(node, peer);
        var status = new ConsensusMessage.Status(new(Claimed - _claims++), View.First, View.None);
        var claim = new PeerMessage.Consensus(status);
        if (peer is { } one)
            host.Network!.Send(node, one, claim);
        else
            host.Network!.Broadcast(node, claim);
        return false;
    }

    private bool Answer(SimulatedNode node, ushort? peer)
    {
        if (peer is { } one && node.Store.FindBlock(Height.Genesis.Next) is { } oldest)
            host.Network!.Send(node, one, new PeerMessage.Blocks([oldest]));
        return true;
    }
}
