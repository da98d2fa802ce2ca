using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Tests;

/// <summary>Holds an empty state after genesis, and nothing else.</summary>
internal sealed class GenesisStore : IBlockStore
{
    /// <summary>How often somebody looked at the state.</summary>
    public int Opened { get; private set; }

    public ChainTip Tip => Samples.Genesis;

    public void Commit(BlockCommit commit) => throw new NotSupportedException();

    public void Keep(Evidence evidence) => throw new NotSupportedException();

    public IReadOnlyList<Evidence> ReadEvidence() => [];

    public CertifiedBlock? FindBlock(Height height) => null;

    public Header? FindHeader(Height height) => null;

    public FinalityCertificate? FindCertificate(Height height) => null;

    public CommittedTransaction? FindTransaction(TransactionId id) => null;

    public ICommittedState OpenState()
    {
        Opened++;
        return new EmptyState();
    }

    private sealed class EmptyState : ICommittedState
    {
        public Height Height => Height.Genesis;

        public StateView View { get; } = new MemoryState().View;

        public void Dispose()
        {
        }
    }
}
