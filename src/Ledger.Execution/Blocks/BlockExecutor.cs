using Ledger.Execution.State;
using Ledger.Model.Transactions;

namespace Ledger.Execution.Blocks;

/// <summary>
/// The ledger as a function: a state and a block in, outcomes, changes and roots out (PROTOCOL 8). Keeps working
/// memory from block to block and nothing else, so an instance serves one thread at a time.
/// </summary>
public sealed class BlockExecutor(NetworkRules rules)
{
    /// <summary>Executes a block that another node proposed: valid with all it makes, or invalid with the first fault.</summary>
    public BlockVerdict Execute(BlockContext context, StateView state, IReadOnlyList<Transaction> transactions) =>
        throw new NotSupportedException($"{rules.Network} {context} {state} {transactions.Count}");

    /// <summary>Takes of the candidates, in their order, what is admissible and finds room.</summary>
    public BlockDraft Build(BlockContext context, StateView state, IReadOnlyList<Transaction> candidates) =>
        throw new NotSupportedException($"{rules.Network} {context} {state} {candidates.Count}");
}
