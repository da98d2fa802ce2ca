using Ledger.Model.Reasons;

namespace Ledger.Execution.Blocks;

/// <summary>How the run of one transaction ended.</summary>
/// <param name="IsRecorded">It is in the block, succeeded or failed.</param>
/// <param name="Refusal">Why it is not admissible; none if it is recorded, or if the block has no room for it.</param>
/// <param name="WorkUnits">What it took of the block's limit; 0 unless recorded.</param>
internal readonly record struct TransactionEnd(bool IsRecorded, Reason Refusal, uint WorkUnits)
{
    /// <summary>Admissible, but beyond what the block's limit of work units leaves.</summary>
    public static readonly TransactionEnd NoRoom = new(IsRecorded: false, Reason.None, WorkUnits: 0);

    public static TransactionEnd Refused(Reason reason) => new(IsRecorded: false, reason, WorkUnits: 0);

    public static TransactionEnd Recorded(uint workUnits) => new(IsRecorded: true, Reason.None, workUnits);
}
