using Ledger.Model.Values;

namespace Ledger.Replica.Ports;

/// <summary>
/// The other nodes, by registry index. Sending never blocks and never fails: what is lost is sent again.
/// </summary>
public interface IPeers
{
    void Send(ushort peer, PeerMessage message);

    /// <summary>To every peer, this node left out.</summary>
    void Broadcast(PeerMessage message);

    /// <summary>Reads committed blocks from the store, away from the loop, and sends them as one message.</summary>
    void SendBlocks(ushort peer, Height from, int count);
}
