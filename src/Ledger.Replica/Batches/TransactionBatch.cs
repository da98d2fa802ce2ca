using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model;
using Ledger.Model.Transactions;

namespace Ledger.Replica.Batches;

/// <summary>
/// Transactions that travel together, once to each peer. Unsigned, named by its content (PROTOCOL 10.2), so that a
/// proposal can refer to it in 32 bytes and nobody can pass other content under the name.
/// </summary>
public sealed class TransactionBatch
{
    /// <summary>What a receiver accepts; senders close a batch earlier.</summary>
    public const int TransactionsMax = 1024;

    /// <summary>What a receiver accepts, as the sum of the transactions' canonical bytes.</summary>
    public const int BytesMax = 256 * 1024;

    private TransactionBatch(ImmutableArray<Transaction> transactions, int bytes)
    {
        Transactions = transactions;
        Bytes = bytes;
        Id = IdOf(transactions);
    }

    public Digest Id { get; }

    public ImmutableArray<Transaction> Transactions { get; }

    /// <summary>Sum of the transactions' canonical bytes.</summary>
    public int Bytes { get; }

    public static bool TryCreate(ImmutableArray<Transaction> transactions, out TransactionBatch? batch)
    {
        batch = null;
        if (transactions.Length is 0 or > TransactionsMax)
            return false;
        var bytes = transactions.Sum(transaction => (long)transaction.Bytes.Length);
        if (bytes > BytesMax)
            return false;
        batch = new(transactions, (int)bytes);
        return true;
    }

    /// <summary>For a batch whose bounds the caller kept while filling it.</summary>
    internal static TransactionBatch Of(ImmutableArray<Transaction> transactions)
    {
        var isSound = TryCreate(transactions, out var batch);
        Invariant.That(isSound && batch is not null);
        return batch;
    }

    // A leaf covers all bytes of its transaction, signatures included, so the name covers the content.
    private static Digest IdOf(ImmutableArray<Transaction> transactions)
    {
        var leaves = new byte[transactions.Length * Digest.Size];
        for (var index = 0; index < transactions.Length; index++)
            transactions[index].Leaf.CopyTo(leaves.AsSpan(index * Digest.Size));
        return TaggedHash.Batch.Hash(leaves);
    }
}
