using System.Collections.Immutable;

namespace Ledger.Replication.Membership;

/// <summary>A start as a greeting tells it.</summary>
/// <param name="Earlier">
/// The starts that had this counter before, none of which was confirmed: they crashed, and nothing was voted in them.
/// </param>
public sealed record AnnouncedStart(StartRecord Record, ImmutableArray<Guid> Earlier)
{
    /// <summary>
    /// Whether it comes after a start that was seen, or is that one. Otherwise the key was started elsewhere, and what
    /// announces this start is an old copy (PROTOCOL 10.1).
    /// </summary>
    public bool Follows(StartRecord seen) =>
        seen.Counter < Record.Counter
        || (seen.Counter == Record.Counter && (seen.Id == Record.Id || Earlier.Contains(seen.Id)));
}
