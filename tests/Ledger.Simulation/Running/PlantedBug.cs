using Ledger.Consensus;

namespace Ledger.Simulation.Running;

/// <summary>A mistake that the simulator has to find: one that finds nothing proves nothing.</summary>
internal sealed record PlantedBug(string Name, ConsensusRules Rules, bool FlushesLate = false)
{
    public static readonly PlantedBug None = new("none", ConsensusRules.All);

    public static readonly IReadOnlyList<PlantedBug> All =
    [
        new("G2: notarize twice", new() { NotarizeOnce = false }),
        new("G3: finalize below a nullified view", new() { FinalizeAboveNullified = false }),
        new("G3: finalize another block than notarized", new() { FinalizeAsNotarized = false }),
        new("G4: nullify a finalized view", new() { NullifyAboveFinalized = false }),
        new("skip counts equal ends only", new() { SkipByCoverage = false }),
        new("no justification check", new() { CheckJustification = false }),
        new("low is not carried over", new() { CarryOverLowMax = false }),
        new("own votes forgotten at restart", new() { RecastAfterRestart = false }),
        new("no rebroadcast", new() { Rebroadcast = false }),
        new("quorum less one", new() { FullQuorum = false }),
        new("sign before flush", ConsensusRules.All, FlushesLate: true),
    ];

    public static PlantedBug Named(string name) => All.Single(bug => string.Equals(bug.Name, name, StringComparison.Ordinal));
}
