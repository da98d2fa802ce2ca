using System.Threading.Channels;
using Ledger.Model.Votes;
using Ledger.Replication.Membership;

namespace Ledger.Replication.Tests;

/// <summary>Start records in memory.</summary>
internal sealed class StartRecords(AnnouncedStart own) : IStartRecords
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    private readonly Dictionary<ushort, StartRecord> _seen = [];

    private readonly Channel<(ushort Peer, StartRecord? Seen)> _answers =
        Channel.CreateUnbounded<(ushort Peer, StartRecord? Seen)>();

    public AnnouncedStart Own => own;

    /// <summary>What the others answered since it was last read, in the order of answers.</summary>
    public IEnumerable<(ushort Peer, StartRecord? Seen)> Answers
    {
        get
        {
            while (_answers.Reader.TryRead(out var answer))
                yield return answer;
        }
    }

    public StartRecord? FindLatest(ushort peer)
    {
        lock (_seen)
            return _seen.GetValueOrDefault(peer);
    }

    public StartRecord? Remember(ushort peer, AnnouncedStart start)
    {
        lock (_seen)
        {
            var seen = _seen.GetValueOrDefault(peer);
            if (seen is null || start.Follows(seen))
                _seen[peer] = start.Record;
            return seen;
        }
    }

    /// <summary>The votes that a peer showed with its last answer.</summary>
    public IReadOnlyList<Vote> Heard { get; private set; } = [];

    public void Answered(ushort peer, StartRecord? seen, IEnumerable<Vote> heard)
    {
        Heard = [.. heard];
        _answers.Writer.TryWrite((peer, seen));
    }

    /// <summary>Waits for a peer that has seen this.</summary>
    public async Task WaitForAsync(StartRecord seen)
    {
        using var patience = new CancellationTokenSource(Deadline);
        while ((await _answers.Reader.ReadAsync(patience.Token)).Seen != seen)
        {
            // Another answer comes.
        }
    }
}
