using System.Collections.Immutable;
using Ledger.Execution.Blocks;
using Ledger.Model.Blocks;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Replica.Ports;

/// <summary>
/// Runs the pure execution on a thread of its own over an immutable view of the committed state, in the order of
/// requests. An answer whose parent is no longer the tip is dropped by the replica.
/// </summary>
public interface IExecution
{
    /// <summary>Answered by <see cref="ReplicaInput.BlockBuilt"/>.</summary>
    void Build(BuildRequest request);

    /// <summary>Answered by <see cref="ReplicaInput.BlockJudged"/>.</summary>
    void Judge(JudgeRequest request);
}

/// <summary>Make a block on top of a tip.</summary>
/// <param name="Proposer">This node's registry index.</param>
/// <param name="Candidates">In the order in which they are to be executed; those not admissible are left out.</param>
public sealed record BuildRequest(
    ChainTip Parent,
    View View,
    ushort Proposer,
    ushort Streak,
    Timestamp Time,
    ImmutableArray<Transaction> Candidates);

/// <summary>A block that this node made, with its execution, kept for the commit.</summary>
/// <param name="Refusals">Candidates that are not admissible on this parent.</param>
public sealed record BuiltBlock(
    BuildRequest Request, Block Block, ExecutedBlock Execution, ImmutableArray<Refusal> Refusals);

/// <summary>Execute a block on top of a tip and compare all that its header claims.</summary>
public sealed record JudgeRequest(ChainTip Parent, Block Block);

/// <param name="Execution">Kept for the commit; none if the block is invalid.</param>
/// <param name="Fault">What about the block is wrong, in words for the operator; none if it is valid.</param>
public sealed record JudgedBlock(JudgeRequest Request, ExecutedBlock? Execution, string? Fault)
{
    public bool IsValid => Execution is not null;
}
