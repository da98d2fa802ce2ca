using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model.Transactions;

namespace Ledger.Replication.Verification;

/// <summary>
/// Verifies the signatures of transactions and remembers by leaf, which covers all their bytes, those found valid: what
/// came in a batch comes again in a body. Thread-safe and bounded as <see cref="SignatureMemory"/> is.
/// </summary>
internal sealed class TransactionMemory
{
    private readonly Lock _gate = new();
    private HashSet<Digest> _younger = [];
    private HashSet<Digest> _older = [];

    // One after the other: whoever asks is one of many on the pool, and must not wait there for others of its kind.
    public bool AreValid(ImmutableArray<Transaction> transactions)
    {
        var unknown = FindUnknown(transactions);
        if (!unknown.TrueForAll(transaction => SignatureVerification.TryVerify(transaction, out _, out _)))
            return false;
        Remember(unknown);
        return true;
    }

    private List<Transaction> FindUnknown(ImmutableArray<Transaction> transactions)
    {
        var unknown = new List<Transaction>();
        lock (_gate)
        {
            foreach (var transaction in transactions)
            {
                if (!_younger.Contains(transaction.Leaf) && !_older.Contains(transaction.Leaf))
                    unknown.Add(transaction);
            }
        }

        return unknown;
    }

    private void Remember(List<Transaction> transactions)
    {
        lock (_gate)
        {
            foreach (var transaction in transactions)
                _younger.Add(transaction.Leaf);
            if (_younger.Count >= ReplicationLimits.RememberedSignaturesMax)
                (_older, _younger) = (_younger, []);
        }
    }
}
