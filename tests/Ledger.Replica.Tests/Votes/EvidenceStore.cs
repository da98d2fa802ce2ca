using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Tests.Votes;

/// <summary>Holds evidence and nothing else.</summary>
internal sealed class EvidenceStore : IBlockStore
{
    public List<Evidence> Evidence { get; } = [];

    public ChainTip Tip => throw new NotSupportedException();

    public void Commit(BlockCommit commit) => throw new NotSupportedException();

    public void Keep(Evidence evidence) => Evidence.Add(evidence);

    public IReadOnlyList<Evidence> ReadEvidence() => Evidence;

    public CertifiedBlock? FindBlock(Height height) => null;

    public Header? FindHeader(Height height) => null;

    public FinalityCertificate? FindCertificate(Height height) => null;

    public CommittedTransaction? FindTransaction(TransactionId id) => null;

    public ICommittedState OpenState() => throw new NotSupportedException();
}
