using System.Collections.Immutable;
using System.Diagnostics;
using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model.Blocks;
using Ledger.Model.Votes;
using Ledger.Replica.Batches;
using Ledger.Replica.Ports;

namespace Ledger.Replication.Wire;

/// <summary>Messages of the bulk stream, to and from the wire.</summary>
internal sealed class BulkWire(TransactionWire transactions, BlockWire blocks)
{
    public static BulkEnvelope Encode(PeerMessage message) => message switch
    {
        PeerMessage.Batch batch => new() { Batch = Encode(batch.Content, batch.Sequence) },
        PeerMessage.FoundBatch found => new() { FoundBatch = Encode(found.Content, sequence: 0) },
        PeerMessage.BatchAcknowledged acknowledged => new() { BatchAcknowledged = acknowledged.Sequence },
        PeerMessage.GetBatches request => new()
        {
            BatchesRequest = new()
            {
                Ids = { request.Ids.Select(id => UnsafeByteOperations.UnsafeWrap(id.ToArray())) },
            },
        },
        PeerMessage.GetBody request => new()
        {
            BodyRequest = new()
            {
                Height = request.Height.Value,
                Block = UnsafeByteOperations.UnsafeWrap(request.Block.Value.ToArray()),
            },
        },
        PeerMessage.Body body => new() { Body = BlockWire.Encode(body.Block) },
        PeerMessage.GetBlocks request => new()
        {
            BlocksRequest = new() { FromHeight = request.From.Value, Count = (uint)request.Count },
        },
        PeerMessage.Blocks found => new() { Blocks = new() { Blocks = { found.Items.Select(BlockWire.Encode) } } },
        PeerMessage.Accused accused => new() { Evidence = UnsafeByteOperations.UnsafeWrap(accused.Evidence.ToBytes()) },
        _ => throw new UnreachableException(),
    };

    public DecodeStatus Decode(BulkEnvelope envelope, out PeerMessage? message)
    {
        if (envelope.ContentCase == BulkEnvelope.ContentOneofCase.Blocks)
            return Decode(envelope.Blocks, out message);
        message = envelope.ContentCase switch
        {
            BulkEnvelope.ContentOneofCase.Batch =>
                transactions.TryDecode(envelope.Batch.Transactions, out TransactionBatch? batch)
                    ? new PeerMessage.Batch(envelope.Batch.Sequence, batch!)
                    : null,
            BulkEnvelope.ContentOneofCase.FoundBatch =>
                transactions.TryDecode(envelope.FoundBatch.Transactions, out TransactionBatch? found)
                    ? new PeerMessage.FoundBatch(found!)
                    : null,
            BulkEnvelope.ContentOneofCase.BatchAcknowledged =>
                new PeerMessage.BatchAcknowledged(envelope.BatchAcknowledged),
            BulkEnvelope.ContentOneofCase.BatchesRequest => Decode(envelope.BatchesRequest),
            BulkEnvelope.ContentOneofCase.Body =>
                blocks.TryDecode(envelope.Body, out var block) ? new PeerMessage.Body(block!) : null,
            BulkEnvelope.ContentOneofCase.BodyRequest => Decode(envelope.BodyRequest),
            BulkEnvelope.ContentOneofCase.BlocksRequest => Decode(envelope.BlocksRequest),
            BulkEnvelope.ContentOneofCase.Evidence =>
                Evidence.TryRead(envelope.Evidence.Span, out var evidence)
                    ? new PeerMessage.Accused(evidence!)
                    : null,
            _ => null,
        };
        return message is null ? DecodeStatus.Malformed : DecodeStatus.Decoded;
    }

    private static PeerBatch Encode(TransactionBatch batch, ulong sequence) => new()
    {
        Sequence = sequence,
        Transactions = { TransactionWire.Encode(batch.Transactions) },
    };

    private static PeerMessage.GetBatches? Decode(BatchesRequest request)
    {
        if (request.Ids.Count is 0 or > PeerMessage.GetBatches.IdsMax)
            return null;
        var ids = ImmutableArray.CreateBuilder<Digest>(request.Ids.Count);
        foreach (var bytes in request.Ids)
        {
            if (!Digest.TryRead(bytes.Span, out var id))
                return null;
            ids.Add(id);
        }

        return new(ids.MoveToImmutable());
    }

    private static PeerMessage.GetBody? Decode(BodyRequest request) =>
        Digest.TryRead(request.Block.Span, out var block) ? new(new(request.Height), new(block)) : null;

    private static PeerMessage.GetBlocks? Decode(BlocksRequest request) =>
        request.Count is > 0 and <= PeerMessage.GetBlocks.CountMax
            ? new(new(request.FromHeight), (int)request.Count)
            : null;

    /// <summary>Blocks above a change of validators can't be read yet: those below it are worth having.</summary>
    private DecodeStatus Decode(PeerBlocks found, out PeerMessage? message)
    {
        message = null;
        if (found.Blocks.Count is 0 or > PeerMessage.GetBlocks.CountMax)
            return DecodeStatus.Malformed;
        var decoded = ImmutableArray.CreateBuilder<CertifiedBlock>(found.Blocks.Count);
        var status = DecodeStatus.Decoded;
        foreach (var item in found.Blocks)
        {
            status = blocks.Decode(item, out var block);
            if (block is null)
                break;
            decoded.Add(block);
        }

        if (status == DecodeStatus.Malformed || decoded.Count == 0)
            return status;
        message = new PeerMessage.Blocks(decoded.ToImmutable());
        return DecodeStatus.Decoded;
    }
}
