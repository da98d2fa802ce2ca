using Ledger.Cryptography;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Replication.Queues;

/// <summary>What waits to be sent on the bulk stream. Closed: the cases below are all there are.</summary>
internal abstract record BulkItem
{
    /// <summary>What an item is taken to weigh beside its transactions.</summary>
    private const long FixedBytes = 1024;

    private BulkItem()
    {
    }

    /// <summary>About the memory that the item holds.</summary>
    public abstract long Bytes { get; }

    public sealed record Message(PeerMessage Content) : BulkItem
    {
        public override long Bytes => FixedBytes + Content switch
        {
            PeerMessage.Batch batch => batch.Content.Bytes,
            PeerMessage.FoundBatch found => found.Content.Bytes,
            PeerMessage.Body body => body.Block.Transactions.Sum(transaction => (long)transaction.Bytes.Length),
            _ => 0,
        };
    }

    /// <summary>Asks the peer for its signed tip.</summary>
    public sealed record StatusRequest(Digest Nonce) : BulkItem
    {
        public override long Bytes => FixedBytes;
    }

    /// <summary>This node's own tip, read and signed only when its turn comes.</summary>
    public sealed record OwnTip(Digest Nonce) : BulkItem
    {
        public override long Bytes => FixedBytes;
    }

    /// <summary>Read from the store only when its turn comes.</summary>
    public sealed record StoredBlocks(Height From, int Count) : BulkItem
    {
        public override long Bytes => FixedBytes;
    }
}
