using System.Text.Json;
using Ledger.Audit.Tests.Chains;
using Ledger.Auditor.Runs;
using Ledger.Auditor.Sources;
using Ledger.Model.Rates;
using Ledger.Model.Tests;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Auditor.Tests;

/// <summary>A chain in one file: whole, cut, and with every single byte changed.</summary>
public sealed class ArchiveTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TestChain _chain = TestChain.WithHistory(rounds: 1);

    private string Archive => _directory.Sub("chain.archive");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Archive_Exported_IsAuditedToTheSameHead()
    {
        await ExportAsync(ExportFormat.Archive, Archive);

        var report = await AuditAsync(Archive);

        Assert.Equal(AuditResult.Verified, report.Result);
        Assert.Equal(_chain.Tip, report.Head);
    }

    [Fact]
    public async Task Archive_OfTheGoldenChain_HasTheGoldenBytes()
    {
        var golden = GoldenVectors.Read("archive");
        await File.WriteAllBytesAsync(Archive, golden.Hex("archive"));
        Assert.True(Model.Genesis.GenesisReader.TryRead(golden.Hex("genesis"), out var genesis, out _));

        var report = await Audits.RunAsync(genesis, new ArchiveSource(Archive));
        var again = await new ExportRun(genesis, new ArchiveSource(Archive), new Audits.Silence())
            .RunAsync(_directory.Sub("again"), ExportFormat.Archive, CancellationToken.None);

        Assert.Equal(AuditResult.Verified, report.Result);
        Assert.Equal(golden.Text("block"), report.HeadHash.ToString());
        Assert.Equal(golden.Text("checksum"), again.Checksum);
        Assert.Equal(golden.Hex("archive"), await File.ReadAllBytesAsync(_directory.Sub("again")));
    }

    [Fact]
    public async Task Archive_WithAnyByteFlipped_IsNamedWithItsPlace()
    {
        var chain = new TestChain(TestNetwork.Default);
        chain.Add(chain.Mint(0, chain.Network.Members[2], 5));
        await ExportAsync(ExportFormat.Archive, Archive, chain);
        var sound = await File.ReadAllBytesAsync(Archive);
        for (var at = 0; at < sound.Length; at++)
        {
            var bytes = (byte[])sound.Clone();
            bytes[at] ^= (byte)(1 << (at % 8));
            await File.WriteAllBytesAsync(Archive, bytes);

            var report = await AuditAsync(Archive);

            Assert.True(report.Result == AuditResult.Failed, $"byte {at}");
            Assert.NotNull(report.Copies[0].Finding?.Height);
        }
    }

    [Fact]
    public async Task Archive_CutAnywhere_IsNamedWithItsPlace()
    {
        await ExportAsync(ExportFormat.Archive, Archive);
        var sound = await File.ReadAllBytesAsync(Archive);
        for (var length = 0; length < sound.Length; length += 13)
        {
            await File.WriteAllBytesAsync(Archive, sound[..length]);

            Assert.Equal(AuditResult.Failed, (await AuditAsync(Archive)).Result);
        }
    }

    [Fact]
    public async Task Archive_WithMoreBehindItsEnd_IsRefused()
    {
        await ExportAsync(ExportFormat.Archive, Archive);
        await File.AppendAllTextAsync(Archive, "x");

        Assert.Equal(AuditResult.Failed, (await AuditAsync(Archive)).Result);
    }

    [Fact]
    public async Task Lines_Exported_AddUpToTheStatesOwnCounters()
    {
        var file = _directory.Sub("chain.jsonl");

        await ExportAsync(ExportFormat.Jsonl, file);

        var lines = (await File.ReadAllLinesAsync(file)).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(Enumerable.Range(0, 4), lines.Select(line => line.GetProperty("height").GetInt32()));
        var movements = lines.SelectMany(line => line.List("transactions"))
            .SelectMany(transaction => transaction.List("effects")).SelectMany(effect => effect.List("movements"))
            .Where(movement => movement.Text("token").Equals("MILES", StringComparison.Ordinal))
            .SelectMany(movement => movement.List("lots").Select(lot =>
                (movement.Text("kind").Equals("credit", StringComparison.Ordinal) ? 1 : -1) * long.Parse(lot.Text("amount"), null)));
        Assert.Equal(1_000, movements.Sum());
        var failed = lines.SelectMany(line => line.List("transactions"))
            .Where(transaction => !transaction.GetProperty("succeeded").GetBoolean()).Select(one => one.Text("reason"));
        Assert.Equal("BALANCE_INSUFFICIENT", string.Join(", ", failed));
    }

    [Fact]
    public async Task Lines_OfExchanges_SayWhatEachHopDidAndWhichPairAFailureIsAbout()
    {
        var (airline, cafe, customer) = (_chain.Network.Members[0], _chain.Network.Members[1], _chain.Network.Members[2]);
        var (miles, beans) = (TestNetwork.TickerOf("MILES"), TestNetwork.TickerOf("BEANS"));
        Operation.Exchange Exchange(ulong amount) => new(customer.Account, [miles, beans], new(amount), new(1), null);
        var terms = new RateTerms(
            new(2, 3, FeePerMillion: 0),
            FeeAccount: null,
            GivenMin: new(1),
            GivenMax: new(100),
            Corridor: new(100),
            CorridorPerAccount: new(100),
            PositionMax: new(100),
            ValidFrom: Timestamp.Epoch,
            ValidUntil: Timestamp.Latest,
            Notice: RateTerms.NoticeMin);
        _chain.Add(_chain.Sign([airline, cafe], new Operation.AgreeRate(miles, beans, terms)));
        _chain.Add(_chain.Sign([customer], Exchange(50)), _chain.Sign([customer], Exchange(101)));
        var file = _directory.Sub("chain.jsonl");

        await ExportAsync(ExportFormat.Jsonl, file);

        var lines = (await File.ReadAllLinesAsync(file)).Select(line => JsonDocument.Parse(line).RootElement);
        var transactions = lines.Last().List("transactions").ToArray();
        var hop = Assert.Single(Assert.Single(transactions[0].List("effects")).List("hops"));
        Assert.Equal(
            """
            {"given":"MILES","taken":"BEANS","amount":"50","net":"33","fee":"0","remainder":"1000000",
            "numerator":2,"denominator":3,"feePerMillion":0,
            "corridorMark":50,"corridorPerAccountMark":50,"positionMark":50}
            """.ReplaceLineEndings(""),
            hop.GetRawText());
        Assert.Equal("""["MILES","BEANS"]""", transactions[1].GetProperty("subjects").GetRawText());
    }

    private async Task ExportAsync(ExportFormat format, string path, TestChain? chain = null) => await new ExportRun(
        _chain.Network.Genesis, new MemorySource("memory", (chain ?? _chain).Blocks), new Audits.Silence())
        .RunAsync(path, format, CancellationToken.None);

    private Task<AuditReport> AuditAsync(string path) =>
        Audits.RunAsync(_chain.Network.Genesis, new ArchiveSource(path));
}
