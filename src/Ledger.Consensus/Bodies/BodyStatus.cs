namespace Ledger.Consensus.Bodies;

/// <summary>What is known of a block's body; nothing at all if it is not in the table.</summary>
public enum BodyStatus : byte
{
    /// <summary>Asked for; the verdict is outstanding.</summary>
    Pending = 1,

    Valid = 2,

    /// <summary>Every node that executes it finds other roots than its header has.</summary>
    Invalid = 3,
}
