using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Ledger.Model.Encoding;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>Reads what is signed (PROTOCOL 3.3).</summary>
internal sealed class TransactionBodyDecoder(string networkName, int operationsMax)
{
    private readonly byte[] _networkName = System.Text.Encoding.UTF8.GetBytes(networkName);

    public Reason Decode(ReadOnlySpan<byte> bytes, out TransactionBody? body)
    {
        body = null;
        var reader = new WireReader(bytes, Reason.TransactionMalformed);
        if (!reader.Bytes(TransactionBodyFields.Network).SequenceEqual(_networkName))
            reader.Fail(Reason.TransactionWrongNetwork);
        var author = reader.Account(TransactionBodyFields.Author);
        if (!Nonce.TryRead(reader.Bytes(TransactionBodyFields.Nonce), out var nonce))
            reader.FailMalformed();
        var validUntil = reader.Timestamp(TransactionBodyFields.ValidUntil);
        var operations = DecodeOperations(ref reader);
        var memoHash = reader.OptionalDigest(TransactionBodyFields.MemoHash);
        if (reader.End(TransactionBodyFields.MemoHash) == Reason.None)
            body = new(networkName, author, nonce, validUntil, operations, memoHash);
        return reader.Reason;
    }

    private ImmutableArray<Operation> DecodeOperations(ref WireReader reader)
    {
        var count = reader.Count(TransactionBodyFields.Operations);
        if (reader.IsSound && (count == 0 || count > operationsMax))
            reader.Fail(Reason.TransactionOperationCount);
        if (!reader.IsSound)
            return [];
        var operations = new Operation[count];
        for (var i = 0; i < count && reader.TryMessage(TransactionBodyFields.Operations, out var message); i++)
        {
            var reason = OperationDecoder.Decode(message, out var operation);
            if (reason != Reason.None || operation is null)
                reader.Fail(reason);
            else
                operations[i] = operation;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(operations);
    }
}
