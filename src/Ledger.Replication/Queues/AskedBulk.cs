using Ledger.Contracts.V1;
using Ledger.Replica.Batches;
using Ledger.Replica.Ports;

namespace Ledger.Replication.Queues;

/// <summary>
/// How much a peer was asked for in one session and has not sent yet. What comes beyond it nobody wanted, and it is
/// taken more slowly (PROTOCOL 10.6). Thread-safe.
/// </summary>
internal sealed class AskedBulk
{
    private readonly Lock _gate = new();
    private long _bytes;

    /// <summary>A message goes out; if it asks for something, the answer has room.</summary>
    public void Note(PeerMessage message)
    {
        var answer = message switch
        {
            PeerMessage.GetBatches batches => (long)batches.Ids.Length * TransactionBatch.BytesMax,
            PeerMessage.GetBody or PeerMessage.GetBlocks => ReplicationLimits.BulkBytesMax,
            _ => 0,
        };
        lock (_gate)
            _bytes = Math.Min(_bytes + answer, ReplicationLimits.AskedBytesMax);
    }

    /// <summary>0 for an answer within what was asked for, and the message's size for everything else.</summary>
    public int TakeUnasked(BulkEnvelope envelope)
    {
        var size = envelope.CalculateSize();
        var isAnswer = envelope.ContentCase is BulkEnvelope.ContentOneofCase.FoundBatch
            or BulkEnvelope.ContentOneofCase.Body or BulkEnvelope.ContentOneofCase.Blocks;
        lock (_gate)
        {
            if (!isAnswer || size > _bytes)
                return size;
            _bytes -= size;
            return 0;
        }
    }
}
