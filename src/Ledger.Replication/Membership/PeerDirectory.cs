using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model;

namespace Ledger.Replication.Membership;

/// <summary>
/// Who may connect, as the registry had it at one height. Replaced as a whole when the registry changes.
/// </summary>
public sealed class PeerDirectory
{
    /// <param name="own">This node's registry index.</param>
    public PeerDirectory(ushort own, IEnumerable<PeerMember> peers)
    {
        Own = own;
        Peers = [.. peers.OrderBy(peer => peer.Index)];
        Invariant.That(Peers.DistinctBy(peer => peer.Index).Count() == Peers.Length);
        Invariant.That(Peers.DistinctBy(peer => peer.Key).Count() == Peers.Length);
        Invariant.That(Peers.All(peer => peer.Index != own));
    }

    public ushort Own { get; }

    /// <summary>All others, in ascending order of index.</summary>
    public ImmutableArray<PeerMember> Peers { get; }

    public PeerMember? FindByKey(Digest key) => Peers.FirstOrDefault(peer => peer.Key == key);

    /// <summary>
    /// Of two nodes the one with the lower index opens the streams, so that there is one session and not two.
    /// </summary>
    public bool Dials(PeerMember peer) => Own < peer.Index;
}
