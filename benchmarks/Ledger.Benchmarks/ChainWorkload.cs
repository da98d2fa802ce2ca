using Ledger.Execution.Blocks;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Blocks;
using Ledger.Replica.Ports;
using Ledger.Storage.Chain;

namespace Ledger.Benchmarks;

/// <summary>
/// One node's chain on the disk, and blocks for it that nobody voted for: their certificates are empty.
/// </summary>
internal sealed class ChainWorkload : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("ledger-benchmark-").FullName;
    private readonly ExecutionWorkload _workload;
    private readonly ChainStore _store;
    private readonly BlockWorker _worker;

    /// <summary>Every account has units afterwards.</summary>
    public ChainWorkload(int accounts)
    {
        _workload = new(accounts);
        var genesis = _workload.Genesis;
        var codec = new TransactionCodec(genesis.Id, genesis.Network, genesis.Parameters);
        var execution = GenesisBlock.Of(genesis);
        _worker = new(genesis.Id, ExecutionWorkload.Rules);
        _store = ChainStore.Open(
            Path.Combine(_path, "chain"),
            new(genesis.Id, default),
            new(codec, genesis.Parameters),
            () => new(ChainTip.OfGenesis(genesis, execution), execution));
        foreach (var mints in _workload.Mints(accounts).Chunk(genesis.Parameters.BlockTransactionsMax / 2))
            Commit(Build(mints));
    }

    public Transaction[] Transfers(int count) => _workload.Transfers(count);

    /// <summary>As a proposer does.</summary>
    public BuiltBlock Build(Transaction[] candidates)
    {
        using var state = _store.OpenCommittedState();
        state.ReadAhead(candidates);
        var time = new Timestamp(Math.Max(_workload.Time.Milliseconds, _store.Tip.Header.Time.Milliseconds) + 1);
        return _worker.Build(new(_store.Tip, View.First, 0, 1, time, [.. candidates]), state.View);
    }

    /// <summary>As every other validator does before it votes.</summary>
    public JudgedBlock Judge(Block block)
    {
        using var state = _store.OpenCommittedState();
        state.ReadAhead(block.Transactions);
        return _worker.Judge(new(_store.Tip, block), state.View);
    }

    /// <summary>One synced batch.</summary>
    public ChainTip Commit(BuiltBlock built)
    {
        var signers = SignerBitmap.Empty(_store.Tip.Validators.Count);
        var certified = new CertifiedBlock(
            built.Block, new FinalityCertificate(built.Block.Height, View.First, built.Block.Hash, new(signers, [])));
        _store.Commit(new(certified, built.Execution, _store.Tip.After(certified)));
        return _store.Tip;
    }

    public void Dispose()
    {
        _store.Dispose();
        Directory.Delete(_path, recursive: true);
    }
}
