using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Loads;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.EndToEnd.Tests.Records;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// A node that lost what it knew, or got an older copy of it back, follows without a vote until the chain has outrun
/// what its key can have signed. Then it votes again, and has never contradicted itself.
/// </summary>
public sealed class RejoinTests
{
    private static readonly Company Victim = Company.All[2];

    [Fact]
    public async Task Start_WithAnOlderCopyOfTheData_RejoinsAndNeverSignsTwice() => await RejoinAsync(
        before: network => Copy(network.DataOf(Victim), network.DataOf(Victim) + ".old"),
        after: network =>
        {
            Directory.Delete(network.DataOf(Victim), recursive: true);
            Directory.Move(network.DataOf(Victim) + ".old", network.DataOf(Victim));
        },
        expected: "its key has signed what the journal does not have");

    [Fact]
    public async Task Start_WithAnOlderCopyOfDataAndKeys_RejoinsAndNeverSignsTwice() => await RejoinAsync(
        before: network =>
        {
            Copy(network.DataOf(Victim), network.DataOf(Victim) + ".old");
            Copy(network.KeysOf(Victim), network.KeysOf(Victim) + ".old");
        },
        after: network =>
        {
            foreach (var folder in (string[])[network.DataOf(Victim), network.KeysOf(Victim)])
            {
                Directory.Delete(folder, recursive: true);
                Directory.Move(folder + ".old", folder);
            }
        },
        expected: "others have seen a later start of it");

    [Fact]
    public async Task Start_WithoutData_RejoinsAndNeverSignsTwice() => await RejoinAsync(
        before: _ => { },
        after: network => Directory.Delete(network.DataOf(Victim), recursive: true),
        expected: "its key has signed what the journal does not have");

    [Fact]
    public async Task Start_WithoutTheRecordOfWhatWasSigned_NeedsToBeAskedToRejoin() => await RejoinAsync(
        before: _ => { },
        after: network =>
        {
            Directory.Delete(network.DataOf(Victim), recursive: true);
            File.Delete(Path.Combine(network.KeysOf(Victim), "consensus.signer"));
        },
        expected: "it was started with --rejoin",
        "--rejoin");

    /// <param name="before">While the node is stopped early on.</param>
    /// <param name="after">While it is stopped later.</param>
    private static async Task RejoinAsync(
        Action<TestNetwork> before, Action<TestNetwork> after, string expected, params string[] arguments)
    {
        await using var network = await TestNetwork.StartAsync();
        await using var load = await SteadyLoad.StartAsync(network);
        await network.KillAsync([Victim]);
        before(network);
        network.Start([Victim]);

        // Once more for this life, so that an older copy has an older count of starts than the others have seen; and its
        // vote is needed, so that its key has signed what an older copy does not have.
        await network.ReachAsync(await network.HeightAsync(TestNetwork.All) + 5, Victim);
        await network.KillAsync([Victim]);
        network.Start([Victim]);
        await NeedVoteAsync(network);
        await network.KillAsync([Victim]);
        after(network);
        network.Nodes.Start(Victim, arguments);

        var height = await network.HeightAsync(TestNetwork.All);
        await network.ReachAsync(height + 10, Victim);
        Assert.Contains(expected, network.LogOf(Victim), StringComparison.Ordinal);

        await NeedVoteAsync(network);
        await load.StopAsync();
        await Promises.CheckAsync(network, load.Acknowledged);
    }

    /// <summary>With one of the others gone, no block is final without the victim's vote.</summary>
    private static async Task NeedVoteAsync(TestNetwork network)
    {
        await network.ReachAsync(await network.HeightAsync(TestNetwork.All), Victim);
        await network.KillAsync([TestNetwork.All[3]]);
        await network.ReachAsync(await network.HeightAsync(TestNetwork.All) + 5, Victim);
        network.Start([TestNetwork.All[3]]);
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
