using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Replication.Membership;

/// <summary>One start of a validator's key, which signed it: nobody else can make up a later one.</summary>
/// <param name="Id">Drawn at random for this start: two copies with one counter differ in it.</param>
public sealed record StartRecord(ulong Counter, Guid Id, Signature Signature)
{
    public StartStatement Statement => new(Counter, Id);
}
