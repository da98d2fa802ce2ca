using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Client.Nodes;

/// <summary>Where one node stands, by its own word.</summary>
/// <param name="Time">Of the last block.</param>
/// <param name="View">In which the node decides the next height.</param>
/// <param name="QuorumReachable">The peers that are up, with this node, make a quorum.</param>
public sealed record NodeStatus(
    string MemberName,
    Height Height,
    BlockHash Block,
    Digest StateRoot,
    DateTimeOffset Time,
    uint View,
    ImmutableArray<PeerStatus> Peers,
    bool QuorumReachable,
    string Version)
{
    public int ConnectedPeers => Peers.Count(peer => peer.IsConnected);

    internal static NodeStatus Read(Contracts.V1.GetStatusResponse message) => new(
        message.MemberName,
        new(message.Height),
        new(Wire.Digest(message.BlockHash)),
        Wire.Digest(message.StateRoot),
        Wire.Time(message.TimeMs),
        message.View,
        [.. message.Peers.Select(peer => new PeerStatus(peer.Name, peer.Connected))],
        message.QuorumReachable,
        message.Version);
}

public sealed record PeerStatus(string Name, bool IsConnected);
