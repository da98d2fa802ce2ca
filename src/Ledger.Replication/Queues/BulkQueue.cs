using System.Threading.Channels;

namespace Ledger.Replication.Queues;

/// <summary>
/// Bulk that waits for one peer, bounded by weight. HTTP/2's flow control is the credit that the peer grants.
/// </summary>
internal sealed class BulkQueue
{
    private readonly Channel<BulkItem> _items = Channel.CreateUnbounded<BulkItem>();
    private long _bytes;

    /// <summary>
    /// If the peer takes too little, the queue ends: dropping a numbered batch in the middle would do more harm than a
    /// new session, which begins with what the peer still lacks.
    /// </summary>
    public void Add(BulkItem item)
    {
        if (Interlocked.Add(ref _bytes, item.Bytes) > ReplicationLimits.BulkQueueBytesMax)
            _items.Writer.TryComplete(new PeerFaultException("The peer takes bulk too slowly."));
        else
            _items.Writer.TryWrite(item);
    }

    public async ValueTask<BulkItem> TakeAsync(CancellationToken cancellationToken)
    {
        var item = await _items.Reader.ReadAsync(cancellationToken);
        Interlocked.Add(ref _bytes, -item.Bytes);
        return item;
    }
}
