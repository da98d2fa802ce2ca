namespace Ledger.Replication.Membership;

/// <summary>
/// Finds old copies of a node (PROTOCOL 10.1): the counter is durably raised before each start, beside the key and away
/// from the data, and the others remember the highest they saw. Called from any thread.
/// </summary>
public interface IStartRecords
{
    /// <summary>This run's.</summary>
    StartRecord Own { get; }

    /// <summary>The highest start that was seen of a peer before.</summary>
    StartRecord? FindHighest(ushort peer);

    /// <summary>Kept if it is higher than what was seen before.</summary>
    void Remember(ushort peer, StartRecord start);

    /// <summary>
    /// A peer has said which start of this node it saw before. If that one is not <see cref="StartRecord.Precedes"/> of
    /// <see cref="Own"/> and not the same, the node must not vote. A first vote waits for a quorum of answers.
    /// </summary>
    void Answered(ushort peer, StartRecord? seen);
}
