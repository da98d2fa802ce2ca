using Ledger.Cryptography;
using Ledger.Execution.Operations;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Reading;

/// <summary>What the ledger remembers of orders (PROTOCOL 8.6), for those who are about to place one.</summary>
public static class PlacedOrders
{
    /// <param name="operation">One that carries an order reference.</param>
    /// <returns>What tells orders apart: equal keys mean one order, if the content is equal too.</returns>
    public static (StateKey Key, Digest Content) Describe(Operation operation)
    {
        Invariant.That(OrderReferences.TryDescribe(operation, out var key, out var content));
        return (key, content);
    }

    /// <summary>
    /// The transaction that took the reference, and whether for the same content; null if it is free.
    /// </summary>
    public static (TransactionId Transaction, bool IsSame)? Find(IStateReader state, in StateKey key, Digest content)
    {
        if (!state.TryRead(key, out var value))
            return null;
        Invariant.That(OrderRecord.TryRead(value.Span, out var record));
        return (record.Transaction, record.Content == content);
    }
}
