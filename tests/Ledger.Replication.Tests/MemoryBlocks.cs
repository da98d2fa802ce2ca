using Ledger.Cryptography.Trees;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Replication.Tests;

/// <summary>Committed blocks in memory, from height 1 on. Serves them and nothing else.</summary>
internal sealed class MemoryBlocks(params CertifiedBlock[] blocks) : IBlockStore
{
    public ChainTip Tip
    {
        get
        {
            var last = blocks.LastOrDefault();
            var header = last?.Block.Header ?? Sample.Header(0);
            return new(header, header.Hash(), last?.Certificate, Sample.Validators, MerkleFrontier.Empty);
        }
    }

    public CertifiedBlock? FindBlock(Height height) =>
        Array.Find(blocks, block => block.Block.Height == height);

    public Header? FindHeader(Height height) => FindBlock(height)?.Block.Header;

    public FinalityCertificate? FindCertificate(Height height) => FindBlock(height)?.Certificate;

    public void Commit(BlockCommit commit) => throw new NotSupportedException();

    public void Keep(Evidence evidence) => throw new NotSupportedException();

    public IReadOnlyList<Evidence> ReadEvidence() => [];

    public CommittedTransaction? FindTransaction(TransactionId id) => throw new NotSupportedException();

    public ICommittedState OpenState() => throw new NotSupportedException();
}
