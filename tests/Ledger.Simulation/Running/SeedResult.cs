using Ledger.Simulation.Checkers;

namespace Ledger.Simulation.Running;

/// <summary>What became of one seed.</summary>
/// <param name="Heights">Blocks that were agreed on.</param>
/// <param name="Failure">The broken promise; none if all held.</param>
internal sealed record SeedResult(
    ulong Seed,
    int Validators,
    ulong TraceHash,
    int Heights,
    uint HighestView,
    int Committed,
    int Expired,
    int Evidence,
    long Steps,
    MarkSet Marks,
    string? Failure)
{
    public string Replay => $"dotnet run --project tests/Ledger.Simulation -c Release -- --seed {Seed}";

    public override string ToString() => Failure is null
        ? $"seed {Seed}: {Validators} validators, {Heights} heights, highest view {HighestView}, "
            + $"{Committed} committed, {Expired} expired, "
            + $"{Evidence} evidence, {Steps} steps, trace {TraceHash:x16}\n  marks: {Marks}"
        : $"seed {Seed} FAILED: {Failure}\n  replay: {Replay}";
}
