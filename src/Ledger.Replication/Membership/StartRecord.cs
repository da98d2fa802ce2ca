namespace Ledger.Replication.Membership;

/// <summary>One start of a validator's key.</summary>
/// <param name="Id">Drawn at random for this start: two copies with one counter differ in it.</param>
public readonly record struct StartRecord(ulong Counter, Guid Id)
{
    public bool Precedes(StartRecord other) => Counter < other.Counter;
}
