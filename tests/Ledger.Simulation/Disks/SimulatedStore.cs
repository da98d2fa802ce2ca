using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Simulation.Disks;

/// <summary>Committed blocks and the state after them, in memory. A commit is there as a whole or not at all.</summary>
internal sealed class SimulatedStore : IBlockStore
{
    private readonly List<CertifiedBlock> _blocks = [];
    private readonly Dictionary<TransactionId, CommittedTransaction> _transactions = [];
    private readonly List<Evidence> _evidence = [];
    private readonly Header _genesis;

    public SimulatedStore(ChainTip genesis, MemoryState state)
    {
        (Tip, State) = (genesis, state);
        _genesis = genesis.Header;
    }

    public ChainTip Tip { get; private set; }

    public MemoryState State { get; }

    public void Commit(BlockCommit commit)
    {
        var block = commit.Block.Block;
        State.Apply(commit.Execution);
        _blocks.Add(commit.Block);
        for (var index = 0; index < block.Transactions.Length; index++)
        {
            var committed = new CommittedTransaction(block.Height, index, commit.Execution.Outcomes[index + 1]);
            _transactions.Add(block.Transactions[index].Id, committed);
        }

        Tip = commit.Tip;
    }

    public void Keep(Evidence evidence) => _evidence.Add(evidence);

    public IReadOnlyList<Evidence> ReadEvidence() => _evidence;

    public CertifiedBlock? FindBlock(Height height) =>
        height.Value is > 0 and <= int.MaxValue && height <= Tip.Height ? _blocks[(int)height.Value - 1] : null;

    public Header? FindHeader(Height height) =>
        height == Height.Genesis ? _genesis : FindBlock(height)?.Block.Header;

    public FinalityCertificate? FindCertificate(Height height) => FindBlock(height)?.Certificate;

    public CommittedTransaction? FindTransaction(TransactionId id) => _transactions.GetValueOrDefault(id);

    // Nothing is committed while a view is open: everything happens in one thread, one thing at a time.
    public ICommittedState OpenState() => new OpenView(Tip.Height, State.View);

    private sealed record OpenView(Height Height, StateView View) : ICommittedState
    {
        public void Dispose()
        {
        }
    }
}
