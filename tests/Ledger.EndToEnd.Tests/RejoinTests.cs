using System.Diagnostics;
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
        after: network => Restore(network.DataOf(Victim)),
        expected: "its key has signed what the journal does not have");

    [Fact]
    public async Task Start_WithAnOlderCopyOfDataAndKeys_RejoinsAndNeverSignsTwice() => await RejoinAsync(
        before: network =>
        {
            Copy(network.DataOf(Victim), network.DataOf(Victim) + ".old");
            Copy(network.KeysOf(Victim), network.KeysOf(Victim) + ".old");
        },
        after: network => Restore(network.DataOf(Victim), network.KeysOf(Victim)),
        expected: "this is an old copy of it");

    /// <summary>
    /// An automatic restart while the network is away: the old copy must not get ahead of what the others remember of
    /// its starts, and a crash after it was found out must not make it forget that.
    /// </summary>
    [Fact]
    public async Task Start_WithAnOlderCopyKilledAgainAndAgain_AbstainsUntilItHasRejoined()
    {
        var (others, last) = (TestNetwork.All.Except([Victim]).ToArray(), TestNetwork.All[3]);
        await using var network = await TestNetwork.StartAsync();
        await using var load = await SteadyLoad.StartAsync(network);
        await network.KillAsync([Victim]);
        Copy(network.DataOf(Victim), network.DataOf(Victim) + ".old");
        Copy(network.KeysOf(Victim), network.KeysOf(Victim) + ".old");
        network.Start([Victim]);
        await NeedVoteAsync(network);
        await network.KillAsync(TestNetwork.All);
        Restore(network.DataOf(Victim), network.KeysOf(Victim));
        for (var start = 0; start < 4; start++)
        {
            network.Start([Victim]);
            await ServeAsync(network);
            await network.KillAsync([Victim]);
        }

        // Two of the others can tell that it is old, and only all three where the chain is.
        network.Start(others.Except([last]));
        network.Start([Victim]);
        await AbstainAsync(network, times: 1);
        Assert.Contains("this is an old copy", network.LogOf(Victim), StringComparison.Ordinal);
        await network.KillAsync([Victim]);
        network.Start([Victim]);
        await AbstainAsync(network, times: 2);

        network.Start([last]);
        await ComeBackAsync(network);
        await NeedVoteAsync(network);
        await load.StopAsync();
        await Promises.CheckAsync(network, load.Acknowledged);
    }

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

    /// <summary>
    /// A copy that was taken while the node ran, and no start since: others have seen no later one, but they have heard
    /// its votes. Where they were restarted, too, what is left of these stands in the last certificates.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Start_WithACopyThatWasTakenSinceTheLastStart_RejoinsAndNeverSignsTwice(bool othersToo)
    {
        await using var network = await TestNetwork.StartAsync();
        await using var load = await SteadyLoad.StartAsync(network);
        await CopyRunningAsync(network, network.DataOf(Victim), network.KeysOf(Victim));
        await NeedVoteAsync(network);
        Company[] killed = othersToo ? [.. TestNetwork.All] : [Victim];
        await network.KillAsync(killed);
        Restore(network.DataOf(Victim), network.KeysOf(Victim));
        network.Start(killed);

        await AbstainAsync(network, times: 1);
        Assert.Contains("this is an old copy", network.LogOf(Victim), StringComparison.Ordinal);
        await ComeBackAsync(network);
        await NeedVoteAsync(network);
        await load.StopAsync();
        await Promises.CheckAsync(network, load.Acknowledged);
    }

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

        // Once more for this life, so that an older copy has an older count of starts than the others have seen; and
        // its vote is needed, so that its key has signed what an older copy does not have.
        await network.ReachAsync(await network.HeightAsync(TestNetwork.All) + 5, Victim);
        await network.KillAsync([Victim]);
        network.Start([Victim]);
        await NeedVoteAsync(network);
        await network.KillAsync([Victim]);
        after(network);
        network.Nodes.Start(Victim, arguments);

        await ComeBackAsync(network);
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

    /// <summary>
    /// The victim has outrun its past. Before, all three others are needed: to prove where the chain is, and to move
    /// it.
    /// </summary>
    private static async Task ComeBackAsync(TestNetwork network)
    {
        await Patience.UntilAsync(
            "a quorum has proved a height to the victim",
            () => Task.FromResult(network.LogOf(Victim).Contains("A quorum proved height", StringComparison.Ordinal)));
        await network.ReachAsync(await network.HeightAsync(TestNetwork.All) + 10, Victim);
    }

    private static Task ServeAsync(TestNetwork network) => Patience.UntilAsync(
        "the victim answers", async () => (await network.StatusesAsync([Victim]))[0] is not null);

    private static Task AbstainAsync(TestNetwork network, int times) => Patience.UntilAsync(
        $"the victim has abstained {times} times",
        () => Task.FromResult(network.LogOf(Victim).Split("does not vote until it has rejoined").Length > times));

    /// <summary>While the node is held, as a snapshot of its disk would be.</summary>
    private static async Task CopyRunningAsync(TestNetwork network, params string[] folders)
    {
        var node = $"{network.Nodes.ProcessOf(Victim).Id}";
        await RunAsync("kill", "-STOP", node);
        foreach (var folder in folders)
            await RunAsync("cp", "-a", folder, folder + ".old");
        await RunAsync("kill", "-CONT", node);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync();
        Assert.Equal(0, process.ExitCode);
    }

    private static void Restore(params IEnumerable<string> folders)
    {
        foreach (var folder in folders)
        {
            Directory.Delete(folder, recursive: true);
            Directory.Move(folder + ".old", folder);
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
