using BenchmarkDotNet.Attributes;
using Ledger.Execution.Blocks;
using Ledger.Model.Transactions;

namespace Ledger.Benchmarks;

/// <summary>
/// What a block of 10,000 transactions costs on one core, from decoded transactions to outcomes, changes and roots.
/// Nothing is committed, so each run executes the same block upon the same state. Processor time is printed beside.
/// </summary>
[MemoryDiagnoser]
public class ExecutionBenchmark
{
    private const int BlockTransactions = 10_000;

    private readonly ProcessorClock _clock = new();
    private ExecutionWorkload _workload = new(accounts: 2);
    private Transaction[] _transfers = [];
    private Transaction[] _mints = [];
    private Transaction[] _swaps = [];
    private Transaction[] _exchanges = [];
    private BlockExecutor _executor = new(ExecutionWorkload.Rules);

    [Params(10_000, 1_000_000)]
    public int Accounts { get; set; }

    [Params(false, true)]
    public bool Roots { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _workload = new(Accounts);
        _transfers = _workload.Transfers(BlockTransactions);
        _mints = _workload.Mints(BlockTransactions);
        _swaps = _workload.Swaps(BlockTransactions);
        _exchanges = _workload.Exchanges(BlockTransactions);
        _executor = new(ExecutionWorkload.Rules) { MakesRoots = Roots };
        foreach (var transactions in new[] { _transfers, _mints, _swaps, _exchanges })
            ExecutionWorkload.RequireSuccess(_workload.Execute(_executor, transactions));
    }

    [GlobalCleanup]
    public void Report() => _clock.Report(
        $"{Accounts} accounts, {(Roots ? "with" : "without")} roots", BlockTransactions);

    [Benchmark(Baseline = true, OperationsPerInvoke = BlockTransactions)]
    public ExecutedBlock Transfer() => Execute(_transfers);

    [Benchmark(OperationsPerInvoke = BlockTransactions)]
    public ExecutedBlock Mint() => Execute(_mints);

    /// <summary>Three accounts give in a ring, each its own token.</summary>
    [Benchmark(OperationsPerInvoke = BlockTransactions)]
    public ExecutedBlock SwapOfThreeLegs() => Execute(_swaps);

    /// <summary>Customers give units for another member's at an agreed rate: claims, corridors and all.</summary>
    [Benchmark(OperationsPerInvoke = BlockTransactions)]
    public ExecutedBlock Exchange() => Execute(_exchanges);

    private ExecutedBlock Execute(Transaction[] transactions) =>
        _clock.Measure(() => _workload.Execute(_executor, transactions));
}
