using Ledger.Audit.Findings;
using Ledger.Audit.Tests.Chains;
using Ledger.Auditor.Runs;
using Ledger.Auditor.Sources;

namespace Ledger.Auditor.Tests;

/// <summary>A node's data directory and copies of it: sound, at work, damaged, swapped, cut.</summary>
public sealed class DirectoryTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TestChain _chain = TestChain.WithHistory(rounds: 3);

    private string Data => _directory.Sub("data");

    public DirectoryTests() => StoredCopy.Build(_chain, Data, reopenEvery: 4);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Directory_ThatIsSound_IsVerifiedAndLeftAsItWas()
    {
        var before = Listing(Data);

        var report = await AuditAsync(Data);

        Assert.Equal(AuditResult.Verified, report.Result);
        Assert.Equal(_chain.Tip, report.Head);
        Assert.Equal(before, Listing(Data));
    }

    [Fact]
    public async Task Directory_OfANodeAtWork_IsVerifiedWhileTheNodeGoesOn()
    {
        using var node = StoredCopy.Open(_chain, Data);
        _chain.AddRound();
        StoredCopy.Commit(node, _chain, 10);

        var report = await AuditAsync(Data);
        StoredCopy.Commit(node, _chain, 11);

        Assert.Equal(AuditResult.Verified, report.Result);
        Assert.Equal(10UL, report.Head.Height.Value);
        Assert.Equal(11UL, node.Tip.Height.Value);
    }

    /// <summary>A slice of `tests/campaign.sh`'s flips: every file, a few places each.</summary>
    [Fact]
    public async Task Directory_WithABitFlippedInAnyFile_IsNamedOrHoldsTheSame()
    {
        var campaign = new FlipCampaign(_chain, Data, _directory.Sub("flipped"));

        var result = await campaign.RunAsync(placesPerFile: 6);

        Assert.Empty(result.Missed);
        Assert.True(result.Noticed > result.Harmless, $"{result.Noticed} noticed, {result.Harmless} harmless");
    }

    [Fact]
    public async Task Directory_WithATableOfAnotherNode_IsNamed()
    {
        var other = TestChain.WithHistory(new TestNetwork(new() { LeaderTermBlocks = 5 }), rounds: 3);
        StoredCopy.Build(other, _directory.Sub("other"), reopenEvery: 4);
        var swapped = 0;
        foreach (var table in Directory.GetFiles(Path.Combine(_directory.Sub("other"), "chain"), "*.sst"))
        {
            var place = Path.Combine(Data, "chain", Path.GetFileName(table));
            if (!File.Exists(place))
                continue;
            var kept = await File.ReadAllBytesAsync(place);
            File.Copy(table, place, overwrite: true);

            var report = await AuditAsync(Data);

            Assert.Equal(AuditField.Storage, report.Copies[0].Finding?.Field);
            await File.WriteAllBytesAsync(place, kept);
            swapped++;
        }

        Assert.True(swapped > 0);
    }

    [Fact]
    public async Task Directory_WithTheJournalOfAnotherNode_IsNamed()
    {
        var other = TestChain.WithHistory(new TestNetwork(new() { LeaderTermBlocks = 5 }), rounds: 1);
        StoredCopy.Build(other, _directory.Sub("other"), reopenEvery: 4);
        Directory.Delete(Path.Combine(Data, "journal"), recursive: true);
        StoredCopy.CopyTo(Path.Combine(_directory.Sub("other"), "journal"), Path.Combine(Data, "journal"));

        var report = await AuditAsync(Data);

        Assert.Contains("belongs to another node", report.Copies[0].Finding?.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_OfAnotherNetwork_IsNamed()
    {
        var other = new TestNetwork(new() { LeaderTermBlocks = 5 });

        var report = await Audits.RunAsync(other.Genesis, new DirectorySource(Data));

        Assert.Equal(AuditField.Network, report.Copies[0].Finding?.Field);
    }

    [Fact]
    public async Task Directory_WhoseTailWasCut_IsNoticedByThePin()
    {
        var pin = _directory.Sub("pin");
        var shorter = TestChain.WithHistory(rounds: 2);
        StoredCopy.Build(shorter, _directory.Sub("shorter"), reopenEvery: 4);
        await Audits.RunAsync(_chain.Network.Genesis, pin, null, new DirectorySource(Data));

        var report = await Audits.RunAsync(
            _chain.Network.Genesis, pin, null, new DirectorySource(_directory.Sub("shorter")));

        Assert.Equal((AuditField.Head, shorter.Tip.Height), (report.Finding?.Field, report.Finding?.Height));
        Assert.Equal(AuditResult.Failed, report.Result);
    }

    /// <summary>A mistyped path is no verdict on a node.</summary>
    [Fact]
    public async Task Directory_ThatHoldsNoChain_IsUnreachableAndNotFaulty()
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder.Sub("node.log"), "of the folder above");

        var report = await AuditAsync(folder.Path);

        Assert.Equal(AuditResult.Unreachable, report.Result);
        Assert.Contains("holds no chain", Assert.Single(report.Copies).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Directory_ThatIsMissing_IsUnreachable() =>
        Assert.Equal(AuditResult.Unreachable, (await AuditAsync(_directory.Sub("nowhere"))).Result);

    private Task<AuditReport> AuditAsync(string path) =>
        Audits.RunAsync(_chain.Network.Genesis, new DirectorySource(path));

    private static string[] Listing(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => $"{file} {new FileInfo(file).Length} {File.GetLastWriteTimeUtc(file):O}"),
    ];
}
