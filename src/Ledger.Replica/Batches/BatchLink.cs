using Ledger.Replica.Ports;

namespace Ledger.Replica.Batches;

/// <summary>
/// Batches to and from one peer (PROTOCOL 10.2): numbered for each connection, kept until acknowledged, and sent anew
/// when the connection is made anew. What is kept is bounded; a peer that misses the oldest has to ask for them.
/// </summary>
internal sealed class BatchLink(ushort peer, long bytesMax)
{
    private readonly Queue<TransactionBatch> _unacknowledged = [];
    private long _bytes;
    private ulong _firstKept = 1;
    private ulong _received;
    private bool _isConnected;

    /// <summary>Bytes of batches that wait for the peer's acknowledgement.</summary>
    public long UnacknowledgedBytes => _bytes;

    public void Connect(Outbox outbox)
    {
        _isConnected = true;
        _received = 0;
        _firstKept = 1;
        var sequence = _firstKept;
        foreach (var batch in _unacknowledged)
            outbox.Send(peer, new PeerMessage.Batch(sequence++, batch));
    }

    public void Disconnect() => _isConnected = false;

    public void Send(TransactionBatch batch, Outbox outbox)
    {
        _unacknowledged.Enqueue(batch);
        _bytes += batch.Bytes;
        if (_isConnected)
            outbox.Send(peer, new PeerMessage.Batch(_firstKept + (ulong)_unacknowledged.Count - 1, batch));
        while (_bytes > bytesMax)
            DropFirst();
    }

    /// <summary>Sends what the peer may have lost; what it has not acknowledged comes first, one at a time.</summary>
    public void Offer(TransactionBatch batch, Outbox outbox)
    {
        if (!_isConnected)
            return;
        if (_unacknowledged.TryPeek(out var first))
            outbox.Send(peer, new PeerMessage.Batch(_firstKept, first));
        else
            Send(batch, outbox);
    }

    /// <summary>Notes a batch of the peer's; only an unbroken row is acknowledged.</summary>
    public void Receive(ulong sequence, Outbox outbox)
    {
        if (sequence != _received + 1)
            return;
        _received = sequence;
        outbox.Send(peer, new PeerMessage.BatchAcknowledged(sequence));
    }

    public void Acknowledge(ulong sequence)
    {
        while (_unacknowledged.Count > 0 && _firstKept <= sequence)
            DropFirst();
    }

    private void DropFirst()
    {
        _bytes -= _unacknowledged.Dequeue().Bytes;
        _firstKept++;
    }
}
