using Ledger.Simulation.Liars;
using Ledger.Simulation.Network;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Faults;

/// <summary>What goes wrong in one seed. At most f validators lie; crashes and partitions may hit anybody.</summary>
internal sealed record FaultPlan
{
    public required int Validators { get; init; }

    public required LinkFaults Links { get; init; }

    /// <summary>The first validators lie, one way each; all the others are honest.</summary>
    public required IReadOnlyList<Lie> Lies { get; init; }

    public required int Crashes { get; init; }

    /// <summary>All processes die at once.</summary>
    public required bool CrashesAll { get; init; }

    public required int Partitions { get; init; }

    public required TimeSpan SkewMax { get; init; }

    /// <summary>
    /// How far off the clock of one process is; only where nobody lies, since it counts as one of the faulty.
    /// </summary>
    public required TimeSpan SkewOfOne { get; init; }

    /// <summary>Clocks that jump to another skew in the middle.</summary>
    public required int ClockJumps { get; init; }

    /// <summary>One process loses its disk; only where nobody lies.</summary>
    public required bool LosesDisk { get; init; }

    public required TimeSpan SubmitPause { get; init; }

    /// <summary>True for one in a hundred: real keys and signatures.</summary>
    public required bool IsSigned { get; init; }

    public static FaultPlan Draw(ulong seed, SimulatedRandom random)
    {
        var validators = random.Chance(25) ? 7 : 4;
        var faultyMax = (validators - 1) / 3;
        var lies = DrawLies(random, random.Chance(60) ? 1 + random.Below(faultyMax) : 0);
        var losesDisk = lies.Count == 0 && random.Chance(30);
        var isFarOff = lies.Count == 0 && !losesDisk && random.Chance(40);
        return new()
        {
            Validators = validators,
            Links = DrawLinks(random),
            Lies = lies,
            Crashes = random.Chance(60) ? random.Below(8) : 0,
            CrashesAll = random.Chance(15),
            Partitions = random.Chance(50) ? random.Below(5) : 0,
            SkewMax = random.Chance(50) ? TimeSpan.FromMilliseconds(2_000) : TimeSpan.Zero,
            SkewOfOne = isFarOff ? TimeSpan.FromSeconds(random.Between(-30, 30)) : TimeSpan.Zero,
            ClockJumps = random.Chance(20) ? random.Below(6) : 0,
            LosesDisk = losesDisk,
            SubmitPause = TimeSpan.FromMilliseconds(random.Between(20, 250)),
            IsSigned = seed % 100 == 99,
        };
    }

    private static LinkFaults DrawLinks(SimulatedRandom random)
    {
        var delayMin = TimeSpan.FromMilliseconds(random.Between(1, 10));
        var delayMax = delayMin + TimeSpan.FromMilliseconds(random.Between(1, 40));
        return new(
            random.Chance(60) ? random.Below(31) : 0,
            random.Chance(40) ? random.Below(51) : 0,
            random.Chance(40) ? random.Below(10) : 0,
            delayMin,
            delayMax,
            delayMax + TimeSpan.FromMilliseconds(random.Between(1, 1_500)));
    }

    private static List<Lie> DrawLies(SimulatedRandom random, int count)
    {
        var kinds = Enum.GetValues<Lie>();
        return [.. Enumerable.Range(0, count).Select(_ => kinds[random.Below(kinds.Length)])];
    }
}
