using System.Collections.Immutable;
using Ledger.Model.Values;

namespace Ledger.Replica.Ports;

/// <summary>
/// What this node promised and must not forget: append-only, checksummed. A failed write throws and the node stops,
/// since what is on the disk after it is unknown.
/// </summary>
public interface IJournal
{
    void Append(JournalRecord record);

    /// <summary>Returns once every record appended before is on the disk.</summary>
    void Flush();

    /// <summary>
    /// Lets go of records below a height; they may stay. Never called before that height's parent is stored.
    /// </summary>
    void Prune(Height below);

    /// <summary>Reads what survived, at start.</summary>
    JournalScan Scan();
}

/// <param name="Records">In the order of appending; a torn tail, which nobody ever saw, is left out.</param>
/// <param name="IsSound">
/// False if a record before sound ones is damaged: the node must not vote (PROTOCOL 9.12).
/// </param>
public sealed record JournalScan(ImmutableArray<JournalRecord> Records, bool IsSound)
{
    public static readonly JournalScan Empty = new([], true);
}
