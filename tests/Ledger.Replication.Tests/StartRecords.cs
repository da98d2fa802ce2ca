using Ledger.Replication.Membership;

namespace Ledger.Replication.Tests;

/// <summary>Start records in memory.</summary>
internal sealed class StartRecords(StartRecord own) : IStartRecords
{
    private readonly Dictionary<ushort, StartRecord> _seen = [];

    public StartRecord Own => own;

    /// <summary>What the others answered, in the order of answers.</summary>
    public List<(ushort Peer, StartRecord? Seen)> Answers { get; } = [];

    public StartRecord? FindHighest(ushort peer)
    {
        lock (_seen)
            return _seen.TryGetValue(peer, out var start) ? start : null;
    }

    public void Remember(ushort peer, StartRecord start)
    {
        lock (_seen)
        {
            if (!_seen.TryGetValue(peer, out var seen) || seen.Precedes(start))
                _seen[peer] = start;
        }
    }

    public void Answered(ushort peer, StartRecord? seen)
    {
        lock (_seen)
            Answers.Add((peer, seen));
    }
}
