using System.Collections.Immutable;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Ledger.Model.Transactions;
using Ledger.Replica.Batches;

namespace Ledger.Replication.Wire;

/// <summary>Transactions in their canonical bytes, alone and in rows.</summary>
internal sealed class TransactionWire(TransactionCodec codec)
{
    public static ByteString Encode(Transaction transaction) => UnsafeByteOperations.UnsafeWrap(transaction.Bytes);

    public static IEnumerable<ByteString> Encode(ImmutableArray<Transaction> transactions) =>
        transactions.Select(Encode);

    public bool TryDecode(ByteString bytes, out Transaction? transaction) =>
        codec.TryDecode(bytes.Memory, out transaction, out _);

    public bool TryDecode(RepeatedField<ByteString> items, out ImmutableArray<Transaction> transactions)
    {
        var decoded = ImmutableArray.CreateBuilder<Transaction>(items.Count);
        foreach (var item in items)
        {
            if (!TryDecode(item, out var transaction))
                break;
            decoded.Add(transaction!);
        }

        transactions = decoded.ToImmutable();
        return transactions.Length == items.Count;
    }

    public bool TryDecode(RepeatedField<ByteString> items, out TransactionBatch? batch)
    {
        batch = null;
        return items.Count <= TransactionBatch.TransactionsMax
            && TryDecode(items, out ImmutableArray<Transaction> transactions)
            && TransactionBatch.TryCreate(transactions, out batch);
    }
}
