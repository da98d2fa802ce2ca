using Ledger.EndToEnd.Tests.Loads;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.EndToEnd.Tests.Records;

namespace Ledger.EndToEnd.Tests.Campaigns;

/// <summary>Under load, all four nodes are killed at once and started again, over and over.</summary>
internal sealed class RestartCampaign(TestNetwork network, Random random, TextWriter output)
{
    private readonly Distribution _goOn = new("blocks after all four were killed and started", TimeSpan.FromSeconds(10));

    public async Task RunAsync(int restarts)
    {
        await using var load = await SteadyLoad.StartAsync(network);
        for (var restart = 1; restart <= restarts; restart++)
        {
            await Task.Delay(random.Next(1000));
            await output.WriteLineAsync($"{restart,4}  all four killed: {await RestartAsync()}");
        }

        await load.StopAsync();
        await output.WriteLineAsync(await Promises.CheckAsync(network, load.Acknowledged));
        await output.WriteLineAsync($"{_goOn}");
    }

    private async Task<string> RestartAsync()
    {
        var before = await network.HeightAsync(TestNetwork.All);
        await network.KillAsync(TestNetwork.All);
        var lap = new Lap();
        network.Start(TestNetwork.All);
        await network.ReachAsync(before + 2, TestNetwork.All);
        _goOn.Add(lap.Elapsed);
        return $"blocks after {Lap.Format(lap.Elapsed)}, from height {before} on";
    }
}
