using Ledger.Consensus;

namespace Ledger.Simulation.Running;

/// <summary>A mistake that the simulator has to find: one that finds nothing proves nothing.</summary>
/// <param name="FlushesLate">The journal is on the disk one flush too late.</param>
/// <param name="ForgetsVotes">A start does not read the votes in the journal.</param>
internal sealed record PlantedBug(
    string Name, ConsensusRules Rules, bool FlushesLate = false, bool ForgetsVotes = false)
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
        new("timeouts do not grow", new() { GrowTimeouts = false }),
        new("sign before flush", ConsensusRules.All, FlushesLate: true),
        new("promises forgotten at restart", ConsensusRules.All, ForgetsVotes: true),
    ];

    public static PlantedBug Named(string name) =>
        All.Single(bug => string.Equals(bug.Name, name, StringComparison.Ordinal));
}
