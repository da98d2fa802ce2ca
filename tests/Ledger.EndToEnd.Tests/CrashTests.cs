using Ledger.EndToEnd.Tests.Campaigns;
using Ledger.EndToEnd.Tests.Networks;
using Xunit.Abstractions;

namespace Ledger.EndToEnd.Tests;

/// <summary>The campaigns in small: nodes die under load and nothing acknowledged is lost.</summary>
public sealed class CrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Kill_OfNodesUnderLoad_LosesNothingAndMakesNobodySignTwice()
    {
        await using var network = await TestNetwork.StartAsync();
        using var report = new StringWriter();

        await new KillCampaign(network, new(1), report).RunAsync(kills: 4);

        output.WriteLine(report.ToString());
    }

    [Fact]
    public async Task Kill_OfAllFourUnderLoad_LosesNothingAndTheChainGoesOn()
    {
        await using var network = await TestNetwork.StartAsync();
        using var report = new StringWriter();

        await new RestartCampaign(network, new(1), report).RunAsync(restarts: 2);

        output.WriteLine(report.ToString());
    }
}
