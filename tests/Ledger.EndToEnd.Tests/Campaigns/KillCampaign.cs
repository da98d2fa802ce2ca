using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Loads;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.EndToEnd.Tests.Records;

namespace Ledger.EndToEnd.Tests.Campaigns;

/// <summary>
/// Under load, nodes are killed as a power cut would, one or two at a time, the leader as often as anybody else
/// together, at a random moment, and come back after a while.
/// </summary>
internal sealed class KillCampaign(TestNetwork network, Random random, TextWriter output)
{
    private readonly Distribution _goOn = new("blocks go on after one was killed", TimeSpan.FromSeconds(5));
    private readonly Distribution _resume = new("blocks after two of four came back", TimeSpan.FromSeconds(10));
    private readonly Distribution _atHead = new("a restarted node is at the head", TimeSpan.FromSeconds(10));

    public async Task RunAsync(int kills)
    {
        await using var load = await SteadyLoad.StartAsync(network);
        for (var kill = 1; kill <= kills; kill++)
        {
            await Task.Delay(random.Next(1000));
            var victims = await ChooseAsync();
            await output.WriteLineAsync($"{kill,4}  {await KillAsync(victims)}");
        }

        await load.StopAsync();
        await output.WriteLineAsync(await Promises.CheckAsync(network, load.Acknowledged));
        foreach (var distribution in (Distribution[])[_goOn, _resume, _atHead])
            await output.WriteLineAsync($"{distribution}");
    }

    /// <summary>Kills these, waits for what must follow, and brings them back. Returns what it took.</summary>
    public async Task<string> KillAsync(IReadOnlyList<Company> victims)
    {
        var survivors = TestNetwork.All.Except(victims).ToArray();
        var names = string.Join(" and ", victims.Select(victim => victim.Name));
        await network.KillAsync(victims);
        var before = await network.HeightAsync(survivors);
        return survivors.Length == TestNetwork.All.Count - 1
            ? $"{names} killed: {await GoOnAsync(victims, survivors, before)}"
            : $"{names} killed: {await StandStillAsync(victims, survivors, before)}";
    }

    /// <summary>The leader half of the time, of the other half a pair each second time.</summary>
    private async Task<IReadOnlyList<Company>> ChooseAsync()
    {
        if (random.Next(2) == 0)
            return [await network.LeaderAsync(TestNetwork.All)];
        var shuffled = TestNetwork.All.ToArray();
        random.Shuffle(shuffled);
        return shuffled[..(1 + random.Next(2))];
    }

    private async Task<string> GoOnAsync(IReadOnlyList<Company> victims, Company[] survivors, ulong before)
    {
        // The block after the next one: the next may have been as good as final.
        var lap = new Lap();
        await network.ReachAsync(before + 2, survivors);
        var goOn = lap.Elapsed;
        _goOn.Add(goOn);
        return $"blocks go on after {Lap.Format(goOn)}, {await ReturnAsync(victims, survivors)}";
    }

    private async Task<string> StandStillAsync(IReadOnlyList<Company> victims, Company[] survivors, ulong before)
    {
        await Task.Delay(1000 + random.Next(2000));
        Assert.InRange(await network.HeightAsync(survivors), before, before + 1);
        var lap = new Lap();
        var returning = ReturnAsync(victims, survivors);
        await network.ReachAsync(before + 2, survivors);
        var resume = lap.Elapsed;
        _resume.Add(resume);
        return $"no block; back: blocks after {Lap.Format(resume)}, {await returning}";
    }

    private async Task<string> ReturnAsync(IReadOnlyList<Company> victims, Company[] survivors)
    {
        var lap = new Lap();
        network.Start(victims);
        await Task.WhenAll(victims.Select(victim => Patience.UntilAsync(
            $"{victim.Name} is at the head",
            async () =>
            {
                var head = await network.HeightAsync(survivors);
                return await network.HeightAsync(victim) >= head;
            })));
        var atHead = lap.Elapsed;
        _atHead.Add(atHead);
        return $"at the head {Lap.Format(atHead)} after its start";
    }
}
