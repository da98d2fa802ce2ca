using System.Collections.Frozen;
using Grpc.Core;
using Ledger.Replication.Membership;
using Microsoft.Extensions.Logging;

namespace Ledger.Replication;

/// <summary>
/// What happens to connections, in the operator's log. A peer is dialed about every second, so why that fails is said
/// once in a while only, until it succeeds. Event ids are stable.
/// </summary>
internal sealed partial class PeerLog(ILogger<PeerLog> logger, PeerDirectory directory, TimeProvider clock)
{
    public static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    /// <summary>Of one peer in that time: a reason may hold words that the peer chose.</summary>
    private const int ReasonsMax = 16;

    private readonly FrozenDictionary<ushort, SaidLately<string>> _said = directory.Peers.ToFrozenDictionary(
        peer => peer.Index, _ => new SaidLately<string>(Silence, ReasonsMax, clock));

    public void Connected(ushort peer)
    {
        _said[peer].Forget();
        WriteConnected(peer, NameOf(peer));
    }

    /// <summary>A session or an attempt at one ended; null if this node stops.</summary>
    public void Ended(ushort peer, Exception? fault) => Ended(peer, fault is null ? "stopped" : Describe(fault));

    public void Ended(ushort peer, string reason)
    {
        if (_said[peer].IsNews(reason))
            WriteEnded(peer, NameOf(peer), reason);
    }

    private static string Describe(Exception fault) =>
        fault is RpcException call ? $"{call.StatusCode}: {call.Status.Detail}" : fault.Message;

    private string NameOf(ushort peer) => directory.Peers.First(entry => entry.Index == peer).Name;

    [LoggerMessage(3001, LogLevel.Information, "Peer {Peer}, {Name}, is connected.")]
    private partial void WriteConnected(ushort peer, string name);

    [LoggerMessage(3002, LogLevel.Information, "No session with peer {Peer}, {Name}: {Reason}")]
    private partial void WriteEnded(ushort peer, string name, string reason);
}
