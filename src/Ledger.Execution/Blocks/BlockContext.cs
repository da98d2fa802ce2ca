using Ledger.Model.Values;

namespace Ledger.Execution.Blocks;

/// <summary>What execution needs to know of a block beside its transactions.</summary>
/// <param name="Time">Block time, which the proposer chose; later than <paramref name="ParentTime"/>.</param>
public sealed record BlockContext(Height Height, Timestamp Time, Timestamp ParentTime);
