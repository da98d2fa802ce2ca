using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Replica.Ports;

/// <summary>Committed blocks, the state after them, and their indexes. Reading is safe from any thread.</summary>
public interface IBlockStore
{
    /// <summary>The last block that <see cref="Commit"/> made durable; genesis in a new store.</summary>
    ChainTip Tip { get; }

    /// <summary>
    /// Writes the block, its certificate, the state changes, tree pages, outcomes and indexes as one synced batch:
    /// after a crash all of it is there or nothing. Throws if it could not, and the node stops.
    /// </summary>
    void Commit(BlockCommit commit);

    /// <summary>
    /// Keeps evidence for good, synced like a commit. The caller bounds how much of it there is for each validator.
    /// </summary>
    void Keep(Evidence evidence);

    /// <summary>All evidence kept, in the order of culprit, height and kind.</summary>
    IReadOnlyList<Evidence> ReadEvidence();

    CertifiedBlock? FindBlock(Height height);

    Header? FindHeader(Height height);

    FinalityCertificate? FindCertificate(Height height);

    CommittedTransaction? FindTransaction(TransactionId id);

    /// <summary>The state after <see cref="Tip"/> as it is now. Dispose to let it go.</summary>
    ICommittedState OpenState();
}

/// <summary>The state after one block: later commits do not show in it.</summary>
public interface ICommittedState : IDisposable
{
    Height Height { get; }

    StateView View { get; }
}

/// <summary>Where a transaction stands in the log, and what became of it.</summary>
/// <param name="Index">Its place in the block, from 0.</param>
/// <param name="Outcome">Canonical bytes (PROTOCOL 8).</param>
public sealed record CommittedTransaction(Height Height, int Index, ReadOnlyMemory<byte> Outcome);
