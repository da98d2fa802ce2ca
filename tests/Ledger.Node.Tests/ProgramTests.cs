namespace Ledger.Node.Tests;

/// <summary>What the program says to who starts it, and how it ends.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Check_OfAFolderWithoutAnything_NamesAllThatIsMissing()
    {
        File.WriteAllText(_folder["node.json"], "{}");

        var ended = await NodeProgram.RunAsync("--config", _folder["node.json"], "--check");

        ended.AssertRefused(
            $"{_folder["genesis.json"]} is missing: get the network's genesis file from another member.",
            $"{_folder["keys/consensus.key"]}: does not exist.",
            $"{_folder["keys/tls.key"]}: does not exist.",
            $"{_folder["keys/consensus.signer"]}: does not exist. If it was lost, start with --rejoin");
    }

    [Fact]
    public async Task Check_WithFaultsInFileAndEnvironment_SaysThemAllAndNothingElse()
    {
        File.WriteAllText(_folder["node.json"], """{ "Node": { "Genesys": "g", "PoolBytesMax": 1 } }""");

        var ended = await NodeProgram.RunAsync(
            ["--config", _folder["node.json"], "--check"],
            ("LEDGER_Node__ApiListen", "everywhere"),
            ("LEDGER_NETWORK", "of no concern here"));

        ended.AssertRefused("Node:Genesys:", "PoolBytesMax must be", "ApiListen is not an address with a port: everywhere");
        Assert.Equal(3, ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Start_WithAnUnknownOption_NamesItAndEndsAsUsage()
    {
        var ended = await NodeProgram.RunAsync("--chekc");

        Assert.Equal(NodeProgram.Usage, ended.Code);
        Assert.Contains("There is no option --chekc.", ended.Errors, StringComparison.Ordinal);
        Assert.Contains("Usage: ledger-node", ended.Errors, StringComparison.Ordinal);
    }
}
