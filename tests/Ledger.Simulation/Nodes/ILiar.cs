using Ledger.Replica.Ports;

namespace Ledger.Simulation.Nodes;

/// <summary>What is wrong with a process that lies; everything else of it is the production replica.</summary>
internal interface ILiar
{
    /// <summary>
    /// True if the message was dealt with and is not to be sent as it is. No peer stands for all of them.
    /// </summary>
    bool OnSend(SimulatedNode node, ushort? peer, PeerMessage message);

    void OnReceived(SimulatedNode node, PeerMessage message)
    {
    }
}
