using Ledger.Replica.Ports;

namespace Ledger.Replica.Batches;

/// <summary>
/// Batches to and from one peer (PROTOCOL 10.2): numbered for each connection, kept until acknowledged, and sent anew
/// when the connection is made anew, a little at a time. What is kept is bounded; a peer that misses the oldest has to
/// ask for them.
/// </summary>
/// <param name="bytesMax">Kept for the peer.</param>
/// <param name="underwayBytesMax">Of these sent and not acknowledged; the others wait.</param>
internal sealed class BatchLink(ushort peer, long bytesMax, long underwayBytesMax)
{
    private readonly Queue<TransactionBatch> _underway = [];
    private Queue<TransactionBatch> _waiting = [];
    private long _underwayBytes;
    private long _waitingBytes;
    private ulong _firstUnderway = 1;
    private ulong _received;
    private bool _isConnected;

    /// <summary>Bytes of batches that wait for the peer's acknowledgement.</summary>
    public long UnacknowledgedBytes => _underwayBytes + _waitingBytes;

    public void Connect(Outbox outbox)
    {
        _isConnected = true;
        _received = 0;
        _firstUnderway = 1;
        _waiting = new([.. _underway, .. _waiting]);
        _waitingBytes = UnacknowledgedBytes;
        _underway.Clear();
        _underwayBytes = 0;
        SendWaiting(outbox);
    }

    public void Disconnect() => _isConnected = false;

    public void Send(TransactionBatch batch, Outbox outbox)
    {
        _waiting.Enqueue(batch);
        _waitingBytes += batch.Bytes;
        SendWaiting(outbox);
        while (UnacknowledgedBytes > bytesMax)
            DropOldest();
        SendWaiting(outbox);
    }

    /// <summary>Sends what the peer may have lost; what it has not acknowledged comes first, one at a time.</summary>
    public void Offer(TransactionBatch batch, Outbox outbox)
    {
        if (!_isConnected)
            return;
        if (_underway.TryPeek(out var first))
            outbox.Send(peer, new PeerMessage.Batch(_firstUnderway, first));
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

    public void Acknowledge(ulong sequence, Outbox outbox)
    {
        while (_underway.Count > 0 && _firstUnderway <= sequence)
            DropOldest();
        SendWaiting(outbox);
    }

    // A number is given when a batch goes out, so that the peer's row has no gap whatever was dropped before that.
    private void SendWaiting(Outbox outbox)
    {
        while (_isConnected && _waiting.TryPeek(out var next) && HasRoomUnderway(next))
        {
            _underway.Enqueue(_waiting.Dequeue());
            _waitingBytes -= next.Bytes;
            _underwayBytes += next.Bytes;
            outbox.Send(peer, new PeerMessage.Batch(_firstUnderway + (ulong)_underway.Count - 1, next));
        }
    }

    private bool HasRoomUnderway(TransactionBatch next) =>
        _underway.Count == 0 || _underwayBytes + next.Bytes <= underwayBytesMax;

    private void DropOldest()
    {
        if (_underway.TryDequeue(out var sent))
        {
            _underwayBytes -= sent.Bytes;
            _firstUnderway++;
        }
        else
        {
            _waitingBytes -= _waiting.Dequeue().Bytes;
        }
    }
}
