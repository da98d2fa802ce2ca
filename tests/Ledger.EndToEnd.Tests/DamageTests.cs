using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Campaigns;
using Ledger.EndToEnd.Tests.Loads;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.EndToEnd.Tests.Records;
using Xunit.Abstractions;

namespace Ledger.EndToEnd.Tests;

/// <summary>Damaged files are mended or refused by name, and what the refusals tell the operator to do helps.</summary>
public sealed class DamageTests(ITestOutputHelper output)
{
    private const int Rounds = 6;

    private static readonly Company Victim = Company.All[3];

    [Fact]
    public async Task Start_WithOneDamagedFileAfterAnother_GoesOnOrNamesIt()
    {
        await using var network = await TestNetwork.StartAsync();
        using var report = new StringWriter();

        await new DamageCampaign(network, new(1), report).RunAsync(Rounds);

        output.WriteLine(report.ToString());
    }

    [Fact]
    public async Task Remedies_ForADamagedChainAndADamagedJournal_BringTheNodeBack()
    {
        await using var network = await TestNetwork.StartAsync();
        await using var load = await SteadyLoad.StartAsync(network);

        // A chain that is damaged: moved away, and fetched from the others.
        await network.StopAsync([Victim]);
        File.Delete(Path.Combine(network.DataOf(Victim), "chain", "CURRENT"));
        network.Nodes.Start(Victim);
        await Patience.UntilAsync("the node refuses", () => Task.FromResult(network.Nodes.ProcessOf(Victim).HasExited));
        await network.StopAsync([Victim]);
        Assert.Contains($"move {network.DataOf(Victim)}/chain away", network.LogOf(Victim), StringComparison.Ordinal);
        Directory.Move(Path.Combine(network.DataOf(Victim), "chain"), network.DataOf(Victim) + ".chain");
        network.Nodes.Start(Victim);
        await network.ReachAsync(await network.HeightAsync(TestNetwork.All), Victim);

        // A journal that is damaged: the node follows, and votes again with a new one.
        await network.StopAsync([Victim]);
        foreach (var segment in Directory.GetFiles(Path.Combine(network.DataOf(Victim), "journal")))
            await File.WriteAllTextAsync(segment, "nothing of a journal");
        network.Nodes.Start(Victim);
        await network.ReachAsync(await network.HeightAsync(TestNetwork.All) + 1, Victim);
        Assert.Contains($"move {network.DataOf(Victim)}/journal away and start it with --rejoin", network.LogOf(Victim), StringComparison.Ordinal);
        await network.StopAsync([Victim]);
        Directory.Move(Path.Combine(network.DataOf(Victim), "journal"), network.DataOf(Victim) + ".journal");
        network.Nodes.Start(Victim, "--rejoin");
        await Patience.UntilAsync(
            "the others have said where the chain is",
            () => Task.FromResult(network.LogOf(Victim).Contains("voting begins again a little above it", StringComparison.Ordinal)));
        await network.ReachAsync(await network.HeightAsync(TestNetwork.All) + 5, Victim);

        Assert.Contains("/journal had no file and is begun anew", network.LogOf(Victim), StringComparison.Ordinal);

        // Now no block is final without its vote.
        await network.KillAsync([Company.All[0]]);
        await network.ReachAsync(await network.HeightAsync(TestNetwork.All) + 5, Victim);
        network.Start([Company.All[0]]);
        await load.StopAsync();
        await Promises.CheckAsync(network, load.Acknowledged);
    }
}
