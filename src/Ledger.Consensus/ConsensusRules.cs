namespace Ledger.Consensus;

/// <summary>
/// The rules that safety or liveness hangs on, all of them on. Tests and the simulator switch single ones off to see
/// that the loss is noticed; nothing else can make another set.
/// </summary>
internal sealed record ConsensusRules
{
    public static readonly ConsensusRules All = new();

    /// <summary>G2: one notarize vote for each view, and none below what was nullified or finalized.</summary>
    public bool NotarizeOnce { get; init; } = true;

    /// <summary>G3: nothing is finalized at or below a nullified view.</summary>
    public bool FinalizeAboveNullified { get; init; } = true;

    /// <summary>G3: no other block is finalized than was notarized in the view.</summary>
    public bool FinalizeAsNotarized { get; init; } = true;

    /// <summary>G4: no range reaches down to a finalized view, nor does a restart forget what it rested on.</summary>
    public bool NullifyAboveFinalized { get; init; } = true;

    /// <summary>R12: a skip certificate counts ranges that cover its view, not those that end at it.</summary>
    public bool SkipByCoverage { get; init; } = true;

    /// <summary>R1: a proposal is judged by the certificates that it carries.</summary>
    public bool CheckJustification { get; init; } = true;

    /// <summary>A block notarized just below the highest low of a skip certificate is carried over.</summary>
    public bool CarryOverLowMax { get; init; } = true;

    /// <summary>R8: votes from before a restart are counted and sent again.</summary>
    public bool RecastAfterRestart { get; init; } = true;

    /// <summary>R11: entry certificate and own votes are repeated until the height ends.</summary>
    public bool Rebroadcast { get; init; } = true;

    /// <summary>R10: a view that follows many failed ones lasts longer.</summary>
    public bool GrowTimeouts { get; init; } = true;

    /// <summary>A certificate takes n − f votes, not one less.</summary>
    public bool FullQuorum { get; init; } = true;
}
