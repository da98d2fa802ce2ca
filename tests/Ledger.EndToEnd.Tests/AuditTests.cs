using System.Security.Cryptography.X509Certificates;
using Ledger.Auditor.Memory;
using Ledger.Auditor.Runs;
using Ledger.Auditor.Sources;
using Ledger.Client;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Loads;
using Ledger.EndToEnd.Tests.Networks;

namespace Ledger.EndToEnd.Tests;

/// <summary>
/// An auditor with nothing but the genesis file, over four running nodes, their directories and an archive.
/// </summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Audit_OfFourNodesAndWhatTheyLeave_FindsOneHeadAndEveryChange()
    {
        await using var network = await TestNetwork.StartAsync();
        await using (var load = await SteadyLoad.StartAsync(network))
        {
            await network.ReachAsync(10, TestNetwork.All);
            await load.StopAsync();
        }

        await Patience.UntilAsync("four idle nodes with one head", () => IsIdleAsync(network));
        var pin = Path.Combine(network.Folder.Path, "pin.json");
        var archive = Path.Combine(network.Folder.Path, "chain.archive");

        var live = await AuditAsync(network, pin, [.. Nodes(network), Directory(network.DataOf(TestNetwork.All[0]))]);
        await ExportAsync(network, archive);
        var archived = await AuditAsync(network, pin, new ArchiveSource(archive));
        await FlipAsync(archive);
        var flipped = await AuditAsync(network, pin, new ArchiveSource(archive));

        Assert.Equal(AuditResult.Verified, live.Result);
        Assert.Equal(5, live.Copies.Length);
        Assert.All(live.Copies, copy => Assert.Equal(CopyStanding.AtHead, copy.Standing));
        Assert.True(live.Totals.Transactions > 0);
        Assert.Equal((AuditResult.Verified, live.HeadHash), (archived.Result, archived.HeadHash));
        Assert.Equal(AuditResult.Failed, flipped.Result);
        Assert.NotNull(flipped.Copies[0].Finding?.Height);
        await AssertStoppedNodeAsync(network, pin, TestNetwork.All[1]);
    }

    /// <summary>A node that was stopped leaves a sound directory; with its log cut in two it is noticed.</summary>
    private static async Task AssertStoppedNodeAsync(TestNetwork network, string pin, Company company)
    {
        await network.StopAsync([company]);
        var data = network.DataOf(company);
        Assert.Equal(AuditResult.Verified, (await AuditAsync(network, pin, Directory(data))).Result);

        var log = System.IO.Directory.GetFiles(Path.Combine(data, "chain"), "*.log")
            .MaxBy(file => new FileInfo(file).Length)!;
        await using (var stream = new FileStream(log, FileMode.Open, FileAccess.Write))
            stream.SetLength(stream.Length / 2);

        Assert.Equal(AuditResult.Failed, (await AuditAsync(network, pin, Directory(data))).Result);
    }

    private static async Task<bool> IsIdleAsync(TestNetwork network)
    {
        var statuses = await network.StatusesAsync(TestNetwork.All);
        return statuses.All(status => status is { PooledTransactions: 0 })
            && statuses.DistinctBy(status => status!.BlockHash).Count() == 1;
    }

    private static async Task<AuditReport> AuditAsync(TestNetwork network, string pin, params ChainSource[] sources)
    {
        var request = new AuditRequest(network.Genesis, sources, PinFile.Load(pin), null);
        var report = await new AuditRun(request, new Progress<AuditProgress>()).RunAsync(CancellationToken.None);
        foreach (var source in sources)
            await source.DisposeAsync();
        return report;
    }

    private static async Task ExportAsync(TestNetwork network, string archive)
    {
        await using var source = Nodes(network).First();
        await new ExportRun(network.Genesis, source, new Progress<AuditProgress>())
            .RunAsync(archive, ExportFormat.Archive, CancellationToken.None);
    }

    private static IEnumerable<ChainSource> Nodes(TestNetwork network)
    {
        var authority = X509Certificate2.CreateFromPem(File.ReadAllText(network.Folder.AuthorityCertificate));
        var identity = X509Certificate2.CreateFromPemFile(network.Folder.AuditorCertificate);
        return TestNetwork.All.Select(company => new NodeSource(new(
            new LedgerNetwork(network.Genesis.Network, network.Genesis.Id, [network.Folder.ApiOf(company)], [authority]),
            new LedgerClientOptions { Identity = identity })));
    }

    private static DirectorySource Directory(string data) => new(data);

    private static async Task FlipAsync(string file)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
    }
}
