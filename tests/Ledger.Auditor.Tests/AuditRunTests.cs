using Ledger.Audit.Blocks;
using Ledger.Audit.Findings;
using Ledger.Audit.Tests.Chains;
using Ledger.Auditor.Runs;
using Ledger.Model.Values;

namespace Ledger.Auditor.Tests;

/// <summary>Several copies side by side, pins, and going on from an earlier audit.</summary>
public sealed class AuditRunTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TestChain _chain = TestChain.WithHistory(rounds: 2);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Copies_OfWhichOneIsBehind_AreSound()
    {
        var report = await RunAsync(_chain.Blocks, _chain.Blocks[..4]);

        Assert.Equal(AuditResult.Verified, report.Result);
        Assert.Equal([CopyStanding.AtHead, CopyStanding.Behind], report.Copies.Select(copy => copy.Standing));
        Assert.Equal(_chain.Tip, report.Head);
    }

    [Fact]
    public async Task Copies_WithDifferentCertificatesOfOneBlock_AreSound()
    {
        var other = _chain.Blocks.ToList();
        var hash = _chain.Tip.Hash();
        other[^1] = other[^1] with { Certificate = _chain.Certify(_chain.Tip.Height, hash, [0, 1, 2, 3]).ToBytes() };

        var report = await RunAsync(_chain.Blocks, other);

        Assert.Equal(AuditResult.Verified, report.Result);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copy_WithAWeakCertificate_IsAloneAtFault(bool isFirst)
    {
        var weak = _chain.Blocks.ToList();
        var hash = new BlockHash(_chain.Last!.Block.Hash.Value);
        weak[^1] = weak[^1] with { Certificate = _chain.Certify(_chain.Tip.Height, hash, [1, 2]).ToBytes() };

        var report = isFirst ? await RunAsync(weak, _chain.Blocks) : await RunAsync(_chain.Blocks, weak);

        var faulty = report.Copies[isFirst ? 0 : 1];
        Assert.Equal((AuditField.Certificate, _chain.Tip.Height), (faulty.Finding!.Field, faulty.Finding.Height));
        Assert.Equal(CopyStanding.AtHead, report.Copies[isFirst ? 1 : 0].Standing);
        Assert.Equal(_chain.Tip, report.Head);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Copy_WithAChangedOutcome_IsNamedWithItsPlaceAndTheOthersGoOn(bool isFirst)
    {
        var forged = _chain.Blocks.ToList();
        var bytes = forged[2].Outcomes[2].ToArray();
        bytes[0] ^= 1;
        forged[2] = forged[2] with { Outcomes = forged[2].Outcomes.SetItem(2, bytes) };

        var report = isFirst ? await RunAsync(forged, _chain.Blocks) : await RunAsync(_chain.Blocks, forged);

        var faulty = report.Copies[isFirst ? 0 : 1];
        Assert.Equal((AuditField.Outcome, new Height(2), 1), (faulty.Finding!.Field, faulty.Finding.Height, faulty.Finding.Transaction));
        Assert.Equal(CopyStanding.AtHead, report.Copies[isFirst ? 1 : 0].Standing);
        Assert.Equal(AuditResult.Failed, report.Result);
    }

    [Fact]
    public async Task Copies_WithTwoSoundCertifiedBlocks_AreAFork()
    {
        var left = _chain.Make([_chain.Mint(0, _chain.Network.Members[2], 1)]);
        var right = _chain.Make([_chain.Mint(0, _chain.Network.Members[3], 1)]);

        var report = await RunAsync([.. _chain.Blocks, left], [.. _chain.Blocks, right]);

        Assert.Equal((AuditField.Fork, left.Height), (report.Finding!.Field, report.Finding.Height));
        Assert.Equal(AuditResult.Failed, report.Result);
        Assert.Equal(_chain.Tip, report.Head);
    }

    [Fact]
    public async Task Chain_ThatWasCutSinceItWasPinned_IsNoticed()
    {
        var pin = _directory.Sub("pin");
        var before = await Audits.RunAsync(Genesis, pin, null, Source(_chain.Blocks));

        var after = await Audits.RunAsync(Genesis, pin, null, Source(_chain.Blocks[..^1]));

        Assert.Equal(AuditResult.Verified, before.Result);
        Assert.Equal((AuditField.Head, AuditResult.Failed), (after.Finding!.Field, after.Result));
        Assert.Equal(_chain.Tip.Height.Previous, after.Finding.Height);
    }

    [Fact]
    public async Task Chain_ThatWasRewrittenSinceItWasPinned_IsNoticedAtThePin()
    {
        var pin = _directory.Sub("pin");
        var other = _chain.Make([_chain.Mint(0, _chain.Network.Members[3], 1)]);
        _chain.Add(_chain.Mint(0, _chain.Network.Members[2], 1));
        await Audits.RunAsync(Genesis, pin, null, Source(_chain.Blocks));

        var after = await Audits.RunAsync(Genesis, pin, null, Source([.. _chain.Blocks[..^1], other]));

        Assert.Equal((AuditField.Pin, other.Height), (after.Finding!.Field, after.Finding.Height));
        Assert.Equal(AuditResult.Failed, after.Result);
    }

    [Fact]
    public async Task Pin_OfAFailedAudit_StaysAsItWas()
    {
        var pin = _directory.Sub("pin");
        await Audits.RunAsync(Genesis, pin, null, Source(_chain.Blocks[..3]));
        var pinned = await File.ReadAllTextAsync(pin);
        var forged = _chain.Blocks.ToList();
        forged[^1] = forged[^1] with { Certificate = default };

        await Audits.RunAsync(Genesis, pin, null, Source(forged));

        Assert.Equal(pinned, await File.ReadAllTextAsync(pin));
    }

    [Fact]
    public void PinFile_ThatDoesNotRead_NeverCountsAsEmpty()
    {
        var pin = _directory.Sub("pin");
        File.WriteAllText(pin, """{"a1": {"height": 3, "block": "00"}}""");

        Assert.Throws<InvalidDataException>(() => Memory.PinFile.Load(pin));
    }

    [Fact]
    public async Task Audit_GoneOnWith_FindsTheSameAsOneFromGenesis()
    {
        var state = _directory.Sub("state");
        await Audits.RunAsync(Genesis, null, state, Source(_chain.Blocks));
        var stood = _chain.Tip.Height;
        _chain.AddRound();

        var resumed = await Audits.RunAsync(Genesis, null, state, Source(_chain.Blocks));
        var whole = await RunAsync(_chain.Blocks);

        Assert.Equal(stood, resumed.ResumedFrom);
        Assert.Equal(AuditResult.Verified, resumed.Result);
        Assert.Equal((whole.Head, whole.Totals), (resumed.Head, resumed.Totals));
    }

    [Fact]
    public async Task Audit_GoneOnWith_FindsWhatChangedBelow()
    {
        var state = _directory.Sub("state");
        await Audits.RunAsync(Genesis, null, state, Source(_chain.Blocks));
        _chain.AddRound();
        var forged = _chain.Blocks.ToList();
        var bytes = forged[1].Outcomes[1].ToArray();
        bytes[40] ^= 1;
        forged[1] = forged[1] with { Outcomes = forged[1].Outcomes.SetItem(1, bytes) };

        var report = await Audits.RunAsync(Genesis, null, state, Source(forged));

        Assert.Null(report.ResumedFrom);
        var finding = report.Copies[0].Finding!;
        Assert.Equal((AuditField.Outcome, new Height(1), 0), (finding.Field, finding.Height, finding.Transaction));
    }

    [Fact]
    public async Task Audit_WithADamagedState_BeginsFromGenesisAndSaysSo()
    {
        var state = _directory.Sub("state");
        await Audits.RunAsync(Genesis, null, state, Source(_chain.Blocks));
        var bytes = await File.ReadAllBytesAsync(state);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(state, bytes);

        var report = await Audits.RunAsync(Genesis, null, state, Source(_chain.Blocks));

        Assert.Null(report.ResumedFrom);
        Assert.Equal(AuditResult.Verified, report.Result);
        Assert.Contains(report.Notes, note => note.Contains("damaged", StringComparison.Ordinal));
    }

    private Model.Genesis.GenesisDocument Genesis => _chain.Network.Genesis;

    private static MemorySource Source(IReadOnlyList<RawBlock> blocks) => new("copy", blocks);

    private Task<AuditReport> RunAsync(params IReadOnlyList<RawBlock>[] copies) =>
        Audits.RunAsync(Genesis, [.. copies.Select(Source)]);
}
