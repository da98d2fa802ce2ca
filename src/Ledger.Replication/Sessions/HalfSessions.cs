using Google.Protobuf;

namespace Ledger.Replication.Sessions;

/// <summary>
/// Brings the two streams of a session together. Keeps one session for each peer: the last one it began.
/// </summary>
internal sealed class HalfSessions
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ushort, HalfSession> _byPeer = [];

    public HalfSession Find(ushort peer, ByteString session)
    {
        lock (_gate)
        {
            if (!_byPeer.TryGetValue(peer, out var half) || half.Id != session)
                _byPeer[peer] = half = new(session);
            return half;
        }
    }
}
