using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Replica.Batches;

/// <summary>Transactions that came in through this node and have not been sent yet.</summary>
internal sealed class OpenBatch(int transactionsMax, int bytesMax)
{
    private readonly List<Transaction> _transactions = [];
    private readonly Dictionary<TransactionId, Transaction> _byId = [];

    public int Count => _transactions.Count;

    public int Bytes { get; private set; }

    public bool IsFull => Count >= transactionsMax || Bytes >= bytesMax;

    public bool Contains(TransactionId id) => _byId.ContainsKey(id);

    public bool UsesNonce(TransactionBody body) =>
        _transactions.Exists(other => other.Body.Author == body.Author && other.Body.Nonce == body.Nonce);

    public void Add(Transaction transaction)
    {
        _transactions.Add(transaction);
        _byId.Add(transaction.Id, transaction);
        Bytes += transaction.Bytes.Length;
    }

    /// <summary>Gives what was gathered and begins anew.</summary>
    public TransactionBatch Close()
    {
        var batch = TransactionBatch.Of([.. _transactions]);
        _transactions.Clear();
        _byId.Clear();
        Bytes = 0;
        return batch;
    }
}
