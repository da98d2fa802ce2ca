using Google.Protobuf;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Model.Values;

namespace Ledger.Api.Chain;

/// <summary>Writes a committed block as the proto says it, all parts in canonical bytes.</summary>
internal static class BlockMessages
{
    /// <summary>Null if the chain has no such height.</summary>
    public static Block? Find(ChainReader chain, Height height)
    {
        if (chain.Store.FindHeader(height) is not { } header)
            return null;
        var message = new Block
        {
            Height = height.Value,
            Hash = ByteString.CopyFrom(header.Hash().Value.ToArray()),
            Header = ByteString.CopyFrom(header.ToBytes()),
        };
        if (chain.Store.FindBlock(height) is { } certified)
            AddBody(message, certified);
        foreach (var outcome in chain.Log.ReadOutcomes(height))
            message.Outcomes.Add(UnsafeByteOperations.UnsafeWrap(outcome));
        return message;
    }

    private static void AddBody(Block message, Model.Blocks.CertifiedBlock certified)
    {
        message.Certificate = ByteString.CopyFrom(certified.Certificate.ToBytes());
        if (certified.Block.ParentCertificate is { } parent)
            message.ParentCertificate = ByteString.CopyFrom(parent.ToBytes());
        foreach (var transaction in certified.Block.Transactions)
            message.Transactions.Add(UnsafeByteOperations.UnsafeWrap(transaction.Bytes));
        foreach (var evidence in certified.Block.Evidence)
            message.Evidence.Add(ByteString.CopyFrom(evidence.ToBytes()));
    }
}
