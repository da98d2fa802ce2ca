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
    [InlineData(0, 0xa0cfba3618c5787c)]
    [InlineData(6, 0xbeb3e9934cd14ec8)]
    [InlineData(99, 0x5ae6408e1cfc9c6a)]
    public void Seed_Played_GivesTheTraceThatIsWrittenDown(ulong seed, ulong trace)
    {
        Assert.Equal(trace, SeedRun.Run(seed).TraceHash);
    }
}
