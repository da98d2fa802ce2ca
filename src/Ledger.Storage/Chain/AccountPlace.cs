using Ledger.Model.Values;

namespace Ledger.Storage.Chain;

/// <summary>An outcome in an account's past.</summary>
/// <param name="Leaf">0 is the block's own outcome, i + 1 that of transaction i.</param>
public readonly record struct AccountPlace(Height Height, uint Leaf);
