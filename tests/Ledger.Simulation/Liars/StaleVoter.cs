using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Liars;

/// <summary>Says what it or others said some time ago, over and over.</summary>
internal sealed class StaleVoter(SimulatedRandom random, NodeHost host) : ILiar
{
    private const int RememberedMax = 200;

    private readonly List<PeerMessage> _remembered = [];

    public bool OnSend(SimulatedNode node, ushort? peer, PeerMessage message)
    {
        if (!message.IsUrgent)
            return false;
        Remember(message);
        if (random.Chance(30))
            host.Network!.Broadcast(node, _remembered[random.Below(_remembered.Count)]);
        return false;
    }

    public void OnReceived(SimulatedNode node, PeerMessage message)
    {
        if (message.IsUrgent)
            Remember(message);
    }

    private void Remember(PeerMessage message)
    {
        if (_remembered.Count == RememberedMax)
            _remembered.RemoveAt(random.Below(RememberedMax));
        _remembered.Add(message);
    }
}
