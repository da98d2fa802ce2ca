using Ledger.Consensus;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;
using Ledger.Replica.Submissions;

namespace Ledger.Replica.Tests;

public sealed class DemandTests
{
    private readonly Outbox _outbox = new();
    private readonly Waiters _waiters = new(countMax: 10);
    private readonly Demand _demand;

    public DemandTests()
    {
        var store = new GenesisStore();
        var identity = new ReplicaIdentity(default, 0, new("test", new()));
        var screening = new Screening(identity, store, new(PoolLimits.For(1)));
        _demand = new(identity.ConsensusParameters(new() { Pool = PoolLimits.For(1) }), store, screening, _waiters, _outbox);
    }

    // Whoever asks for one id after the other, each valid for a moment only, gets no block for each.
    [Theory]
    [InlineData(999, false)]
    [InlineData(1_000, true)]
    public void Update_SomebodyWaitsInVain_AsksForNoBlockUntilASecondAfterTheLast(ulong pause, bool isThere)
    {
        var blockTime = Samples.Genesis.Header.Time;
        _waiters.TryAdd(1, Samples.Transaction(1).Id, new(blockTime.Milliseconds + 1));
        _outbox.Begin(new(blockTime.Milliseconds + pause), new());

        _demand.Update(Samples.Genesis, leads: true);

        Assert.Equal(isThere, _outbox.TryTake(out var told) && told is Input.DemandChanged);
    }

    /// <summary>Holds an empty state after genesis, and nothing else.</summary>
    private sealed class GenesisStore : IBlockStore, ICommittedState
    {
        public ChainTip Tip => Samples.Genesis;

        public Height Height => Height.Genesis;

        public StateView View { get; } = new MemoryState().View;

        public void Commit(BlockCommit commit) => throw new NotSupportedException();

        public void Keep(Evidence evidence) => throw new NotSupportedException();

        public IReadOnlyList<Evidence> ReadEvidence() => [];

        public CertifiedBlock? FindBlock(Height height) => null;

        public Header? FindHeader(Height height) => null;

        public FinalityCertificate? FindCertificate(Height height) => null;

        public CommittedTransaction? FindTransaction(TransactionId id) => null;

        public ICommittedState OpenState() => this;

        public void Dispose()
        {
        }
    }
}
