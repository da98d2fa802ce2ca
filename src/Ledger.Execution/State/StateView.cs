using Ledger.Cryptography.Trees;

namespace Ledger.Execution.State;

/// <summary>What a block builds on: entries and the pages of their trees, as of the same block.</summary>
public sealed record StateView(IStateReader Entries, ITreePageReader Pages);
