namespace Ledger.Cryptography.Trees;

/// <summary>What becomes of one entry: a new value's hash, or null where the entry goes.</summary>
public readonly record struct LeafChange(Digest Path, Digest? ValueHash);
