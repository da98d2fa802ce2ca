using System.Diagnostics;
using System.Text.Json.Nodes;
using Ledger.Cryptography;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Networks;

namespace Ledger.EndToEnd.Tests.NodeJs;

/// <summary>
/// A client in another language that has nothing but proto/ and PROTOCOL.md, against four real nodes.
/// </summary>
public sealed class NodeJsClientTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(5);

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "NodeJs");

    [Fact]
    public async Task Client_ThatSharesNoCode_PaysAndProvesWhatBecameOfIt()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            await RunAsync("npm", "ci", "--no-audit", "--no-fund", "--silent");
        await using var network = await TestNetwork.StartAsync();

        var report = JsonNode.Parse(await RunAsync("node", "client.js", network.Folder.Path, "proto"))!;

        var height = await network.HeightAsync(TestNetwork.All);
        foreach (var company in TestNetwork.All)
        {
            Assert.Equal(360UL, await SpendableAsync(network, company, (string)report["accounts"]!["ada"]!, height));
            Assert.Equal(140UL, await SpendableAsync(network, company, (string)report["accounts"]!["ben"]!, height));
        }

        Assert.InRange((int)report["payment"]!["signers"]!, 3, 4);
    }

    private static Task<ulong> SpendableAsync(TestNetwork network, Company node, string account, ulong height) =>
        network.SpendableAsync(node, new(new Digest(Convert.FromHexString(account))), TestNetwork.All[0].Token, height);

    /// <summary>What the program printed; it must end with 0.</summary>
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var patience = new CancellationTokenSource(Deadline);
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var errors = process.StandardError.ReadToEndAsync(patience.Token);
        await process.WaitForExitAsync(patience.Token);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}: {await output}{await errors}");
        return await output;
    }
}
