using System.Collections.Concurrent;
using Ledger.Contracts.V1;

namespace Ledger.Replication.Sessions;

/// <summary>What each peer said of itself when it last greeted. Claims, for operators only.</summary>
internal sealed class PeerNotes
{
    private const int VersionLengthMax = 64;

    /// <summary>A clock that is further off than a day is said to be a day off.</summary>
    private const long OffsetMillisecondsMax = 24 * 60 * 60 * 1000;

    private readonly ConcurrentDictionary<ushort, PeerNote> _notes = new();

    public PeerNote? Find(ushort peer) => _notes.TryGetValue(peer, out var note) ? note : null;

    public void Note(ushort peer, Hello hello, DateTimeOffset now)
    {
        _notes[peer] = new(
            PeerWords.Shown(hello.SoftwareVersion, VersionLengthMax),
            hello.ClockMs == 0 ? null : OffsetOf(hello.ClockMs, (ulong)now.ToUnixTimeMilliseconds()));
    }

    private static TimeSpan OffsetOf(ulong theirs, ulong ours)
    {
        var size = (long)Math.Min(theirs > ours ? theirs - ours : ours - theirs, OffsetMillisecondsMax);
        return TimeSpan.FromMilliseconds(theirs > ours ? size : -size);
    }
}

internal sealed record PeerNote(string Version, TimeSpan? ClockOffset);
