using BenchmarkDotNet.Attributes;
using Ledger.Audit.Blocks;
using Ledger.Auditor.Runs;
using Ledger.Auditor.Sources;
using Ledger.Model.Genesis;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Benchmarks;

/// <summary>
/// How close an audit comes to its limit, which is verifying each signature once on all cores: the ratio of the two is
/// what counts.
/// </summary>
[MemoryDiagnoser]
public class AuditBenchmark
{
    private const int Accounts = 2_000;
    private const int Blocks = 20;
    private const int TransfersPerBlock = 1_000;

    private readonly ProcessorClock _auditClock = new();
    private readonly ProcessorClock _signatureClock = new();
    private AuditWorkload? _chain;

    private AuditWorkload Chain => _chain ?? throw new InvalidOperationException("Not prepared.");

    [GlobalSetup]
    public void Prepare() => _chain = new(Accounts, Blocks, TransfersPerBlock);

    [GlobalCleanup]
    public void Report()
    {
        _signatureClock.Report("signatures alone, a transaction", Blocks * TransfersPerBlock);
        _auditClock.Report("audit, a transaction", Blocks * TransfersPerBlock);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Blocks * TransfersPerBlock)]
    public int VerifySignatures() => _signatureClock.Measure(() => Chain.Transactions.AsParallel()
        .Count(transaction => SignatureVerification.TryVerify(transaction, out _, out _)));

    [Benchmark(OperationsPerInvoke = Blocks * TransfersPerBlock)]
    public AuditReport Audit() => _auditClock.Measure(() => AuditAsync().GetAwaiter().GetResult());

    private async Task<AuditReport> AuditAsync()
    {
        await using var source = new MemorySource(Chain.Blocks);
        var report = await new AuditRun(new(Chain.Genesis, [source], null, null), new Progress<AuditProgress>())
            .RunAsync(CancellationToken.None);
        return report.Result == AuditResult.Verified
            ? report
            : throw new InvalidOperationException($"{report.Copies[0].Finding}");
    }

    private sealed class MemorySource(IReadOnlyList<RawBlock> blocks) : ChainSource("memory")
    {
        public override Task<SourceHead> OpenAsync(GenesisDocument genesis, CancellationToken cancellationToken) =>
            Task.FromResult(new SourceHead(blocks[^1].Height, null, []));

        public override IAsyncEnumerable<RawBlock> ReadAsync(Height last, CancellationToken cancellationToken) =>
            blocks.ToAsyncEnumerable();
    }
}
