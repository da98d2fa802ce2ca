namespace Ledger.Simulation.Running;

public sealed class TwinSweepTests
{
    [Fact]
    public void Twins_PartedInEveryWayForTwoRounds_NeverForkNorStall()
    {
        for (var number = 0; number < TwinSweep.CountOf(rounds: 2); number++)
            TwinSweep.Play(number, rounds: 2);
    }
}
