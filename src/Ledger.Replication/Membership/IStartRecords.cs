using Ledger.Model.Votes;

namespace Ledger.Replication.Membership;

/// <summary>
/// Finds old copies of a node (PROTOCOL 10.1): each start of a key is counted beside the key and away from the data,
/// and the others remember the latest. Called from any thread.
/// </summary>
public interface IStartRecords
{
    /// <summary>This run's.</summary>
    AnnouncedStart Own { get; }

    /// <summary>The latest start that was seen of a peer.</summary>
    StartRecord? FindLatest(ushort peer);

    /// <summary>
    /// Keeps a peer's start if it <see cref="AnnouncedStart.Follows"/> the latest that was seen; on disk when this
    /// returns, since the peer counts on it.
    /// </summary>
    /// <returns>The latest that was seen before.</returns>
    StartRecord? Remember(ushort peer, AnnouncedStart start);

    /// <summary>
    /// A peer has said which start of this node it saw before, and what it last heard its key sign. If
    /// <see cref="Own"/> does not follow that start, or one of the votes is not on record, the node must not vote. A
    /// first vote waits for a quorum of answers.
    /// </summary>
    void Answered(ushort peer, StartRecord? seen, IEnumerable<Vote> heard);
}
