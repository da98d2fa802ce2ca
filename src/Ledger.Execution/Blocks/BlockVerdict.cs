using Ledger.Model.Reasons;

namespace Ledger.Execution.Blocks;

/// <summary>
/// What a node found when it executed a block that another proposed. Closed: the cases below are all there are.
/// </summary>
public abstract record BlockVerdict
{
    private BlockVerdict()
    {
    }

    public sealed record Valid(ExecutedBlock Block) : BlockVerdict;

    /// <param name="Transaction">Index of the first transaction at fault; 0 where the block as a whole is.</param>
    /// <param name="Reason">Why that transaction is not admissible; none where the block itself is at fault.</param>
    public sealed record Invalid(BlockFault Fault, int Transaction, Reason Reason) : BlockVerdict;
}
