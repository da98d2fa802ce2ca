using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Trees;
using Ledger.Model.Certificates;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Model.Blocks;

/// <summary>A header and all that it commits to, written out: what is executed, stored and audited.</summary>
public sealed class Block
{
    /// <summary>Accusations in one block at most.</summary>
    public const int EvidenceMax = 16;

    /// <param name="evidence">None if it is left out.</param>
    public Block(
        Header header,
        FinalityCertificate? parentCertificate,
        ImmutableArray<Transaction> transactions,
        ImmutableArray<Evidence> evidence = default)
    {
        Header = header;
        ParentCertificate = parentCertificate;
        Transactions = transactions;
        Evidence = evidence.IsDefault ? [] : evidence;
        Hash = header.Hash();
    }

    public BlockHash Hash { get; }

    public Header Header { get; }

    /// <summary>The finality of the parent as the proposer chose it; none for the first block after genesis.</summary>
    public FinalityCertificate? ParentCertificate { get; }

    public ImmutableArray<Transaction> Transactions { get; }

    /// <summary>Contradicting votes that the proposer brings to the log's notice.</summary>
    public ImmutableArray<Evidence> Evidence { get; }

    public Height Height => Header.Height;

    /// <summary>
    /// The parts are those that the header names. If not, this is another body and says nothing of it.
    /// </summary>
    public bool FitsHeader() =>
        Header.TransactionCount == (uint)Transactions.Length
        && Header.TransactionRoot == RootOf(Transactions)
        && Header.EvidenceRoot == RootOf(Evidence)
        && Header.ParentCertificateHash == (ParentCertificate?.Hash() ?? Digest.Zero);

    /// <summary>The transaction tree's root (PROTOCOL 6.1).</summary>
    public static Digest RootOf(ImmutableArray<Transaction> transactions)
    {
        var root = new MerkleRootBuilder();
        foreach (var transaction in transactions)
            root.AppendHash(transaction.Leaf);
        return root.Root;
    }

    /// <summary>RFC 6962 root over the canonical bytes of each accusation.</summary>
    public static Digest RootOf(ImmutableArray<Evidence> evidence)
    {
        var root = new MerkleRootBuilder();
        foreach (var item in evidence)
            root.Append(item.ToBytes());
        return root.Root;
    }
}

/// <summary>A block with the proof that it is the one of its height.</summary>
public sealed record CertifiedBlock(Block Block, FinalityCertificate Certificate);
