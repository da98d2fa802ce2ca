using Xunit.Abstractions;

namespace Ledger.Simulation.Running;

public sealed class SeedTests(ITestOutputHelper output)
{
    private const ulong Seeds = 500;

    [Fact]
    public void Seeds_WithTheirFaults_KeepEveryPromiseAndReachEveryMark()
    {
        var campaign = new Campaign();
        for (ulong seed = 0; seed < Seeds; seed++)
            campaign.Add(seed);

        output.WriteLine(campaign.Progress());
        output.WriteLine(campaign.Summary());
        Assert.Empty(campaign.Failures);
        Assert.Empty(campaign.Missed);
    }
}
