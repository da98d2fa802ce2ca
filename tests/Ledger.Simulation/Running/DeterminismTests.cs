namespace Ledger.Simulation.Running;

public sealed class DeterminismTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(11)]
    public void Seed_PlayedTwice_GivesTheSameTrace(ulong seed)
    {
        var first = SeedRun.Run(seed);
        var second = SeedRun.Run(seed);

        Assert.Equal(first, second);
    }

    /// <summary>The same in Debug and Release and on every machine; the README says when to renew them.</summary>
    [Theory]
    [InlineData(0, 0x88e9c17c06ce3e47)]
    [InlineData(6, 0x6ba36c99472c5364)]
    [InlineData(99, 0xf9915c8bd12f73d5)]
    public void Seed_Played_GivesTheTraceThatIsWrittenDown(ulong seed, ulong trace)
    {
        Assert.Equal(trace, SeedRun.Run(seed).TraceHash);
    }
}
