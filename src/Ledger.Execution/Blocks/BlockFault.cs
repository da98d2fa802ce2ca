namespace Ledger.Execution.Blocks;

/// <summary>Why a block is invalid. Every node finds the same from the same state and block.</summary>
public enum BlockFault : byte
{
    /// <summary>
    /// Not later than the parent's time, or later than <see cref="Model.Values.Timestamp"/> can be dated.
    /// </summary>
    Time = 1,
    TransactionCount = 2,
    Bytes = 3,
    WorkUnits = 4,

    /// <summary>It contains a transaction that is not admissible at its place.</summary>
    Transaction = 5,
}
