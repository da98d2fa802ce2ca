using System.Collections.Frozen;
using Grpc.Core;
using Ledger.Replication.Membership;
using Ledger.Replication.Sessions;
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

    /// <summary>Of one peer in that time.</summary>
    private const int SessionsMax = 60;

    private readonly FrozenDictionary<ushort, SaidLately<string>> _said = directory.Peers.ToFrozenDictionary(
        peer => peer.Index, _ => new SaidLately<string>(Silence, ReasonsMax, clock));

    private readonly FrozenDictionary<ushort, SaidLately<long>> _sessions = directory.Peers.ToFrozenDictionary(
        peer => peer.Index, _ => new SaidLately<long>(Silence, SessionsMax, clock));

    private long _sessionCount;

    /// <summary>
    /// Sessions are said one by one, but of a peer that comes and goes without end only so many.
    /// </summary>
    public void Connected(ushort peer)
    {
        if (!_sessions[peer].IsNews(Interlocked.Increment(ref _sessionCount)))
            return;
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

    private static string Describe(Exception fault) => fault is RpcException call
        ? $"{call.StatusCode}: {PeerWords.Shown(call.Status.Detail, ReplicationLimits.WordsMax)}"
        : fault.Message;

    private string NameOf(ushort peer) => directory.Peers.First(entry => entry.Index == peer).Name;

    [LoggerMessage(3001, LogLevel.Information, "Peer {Peer}, {Name}, is connected.")]
    private partial void WriteConnected(ushort peer, string name);

    [LoggerMessage(3002, LogLevel.Information, "No session with peer {Peer}, {Name}: {Reason}")]
    private partial void WriteEnded(ushort peer, string name, string reason);
}
