using System.Buffers;
using BenchmarkDotNet.Attributes;
using Ledger.Model.Blocks;
using Ledger.Model.Transactions;
using Ledger.Replica.Ports;

namespace Ledger.Benchmarks;

/// <summary>
/// What one node does for a block of transfers from its proposal to its place on the disk, apart from signatures,
/// voting and the network. State and chain are in RocksDB, and the commit is synced.
/// </summary>
[MemoryDiagnoser]
public class BlockBenchmark : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private ChainWorkload? _chain;
    private Transaction[] _transfers = [];
    private BuiltBlock? _built;

    [Params(100, 10_000)]
    public int Transactions { get; set; }

    private ChainWorkload Chain => _chain ?? throw new InvalidOperationException("Not prepared.");

    private BuiltBlock Built => _built ?? throw new InvalidOperationException("Not prepared.");

    [GlobalSetup]
    public void Prepare() => _chain = new(accounts: 10_000);

    [GlobalCleanup]
    public void Dispose()
    {
        _chain?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Each commit needs a block of its own.</summary>
    [IterationSetup]
    public void Next()
    {
        _transfers = Chain.Transfers(Transactions);
        _built = Chain.Build(_transfers);
    }

    [Benchmark(Baseline = true)]
    public BuiltBlock Propose() => Chain.Build(_transfers);

    [Benchmark]
    public int Encode()
    {
        _buffer.ResetWrittenCount();
        BlockCodec.Write(Built.Block, _buffer);
        return _buffer.WrittenCount;
    }

    [Benchmark]
    public JudgedBlock Judge() => Chain.Judge(Built.Block);

    [Benchmark]
    public ChainTip Commit() => Chain.Commit(Built);
}
