using Ledger.Cryptography;
using Ledger.Model;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Batches;

namespace Ledger.Replica.Pool;

/// <summary>A batch of which some transactions have no outcome yet; those that have one are let go.</summary>
internal sealed class PooledBatch(TransactionBatch batch, PoolSource source, Timestamp arrivedAt)
{
    private readonly Transaction?[] _transactions = [.. batch.Transactions];
    private readonly bool[] _isCandidate = new bool[batch.Transactions.Length];

    public Digest Id { get; } = batch.Id;

    public PoolSource Source { get; } = source;

    /// <summary>When it was here; for a batch of this node's own, when it was sent to the peers.</summary>
    public Timestamp ArrivedAt { get; } = arrivedAt;

    public int Count => _transactions.Length;

    /// <summary>Transactions without an outcome, copies of other batches' included.</summary>
    public int Remaining { get; private set; } = batch.Transactions.Length;

    public LinkedListNode<PooledBatch>? Node { get; set; }

    public Transaction? this[int index] => _transactions[index];

    /// <summary>Proposals take a transaction from the first batch that brought it, and from no other.</summary>
    public bool IsCandidate(int index) => _isCandidate[index];

    public void MakeCandidate(int index) => _isCandidate[index] = true;

    /// <summary>Lets a transaction go; gives its size.</summary>
    public int Release(int index)
    {
        var transaction = _transactions[index];
        Invariant.That(transaction is not null);
        _transactions[index] = null;
        _isCandidate[index] = false;
        Remaining--;
        return transaction.Bytes.Length;
    }

    /// <summary>The batch as it came, or none once a transaction of it was let go.</summary>
    public TransactionBatch? Whole() =>
        Remaining == Count ? TransactionBatch.Of([.. _transactions.Select(transaction => transaction!)]) : null;
}
