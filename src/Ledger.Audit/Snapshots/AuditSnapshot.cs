using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Execution.State;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;

namespace Ledger.Audit.Snapshots;

/// <summary>Where an audit stood, complete enough to go on from.</summary>
/// <param name="History">Over the block hashes below the header's height.</param>
/// <param name="Contents">
/// Chained hash over the contents of all blocks up to the header: a source is read again from the start, and only if it
/// still holds exactly what was verified is anything taken for verified.
/// </param>
public sealed record AuditSnapshot(
    Header Header,
    FinalityCertificate Certificate,
    MerkleFrontier History,
    MemoryState State,
    AuditTotals Totals,
    Digest Contents)
{
    /// <summary>The chained hash after one more block.</summary>
    public static Digest Chain(Digest contents, Digest contentHash)
    {
        Span<byte> both = stackalloc byte[2 * Digest.Size];
        contents.CopyTo(both);
        contentHash.CopyTo(both[Digest.Size..]);
        return Cryptography.Hashing.Sha256.Hash(both);
    }
}
