using System.Collections.Immutable;
using System.Diagnostics;
using Google.Protobuf;
using Ledger.Cryptography;
using Ledger.Replica.Batches;
using RecipeMessage = Ledger.Contracts.V1.Recipe;
using SegmentMessage = Ledger.Contracts.V1.RecipeSegment;

namespace Ledger.Replication.Wire;

/// <summary>How a proposal says what is in its block (PROTOCOL 10.3).</summary>
internal sealed class RecipeWire(TransactionWire transactions)
{
    public static RecipeMessage? Encode(Recipe? recipe) =>
        recipe is null ? null : new() { Segments = { recipe.Segments.Select(Encode) } };

    public bool TryDecode(RecipeMessage? message, out Recipe? recipe)
    {
        recipe = null;
        if (message is null)
            return true;
        if (message.Segments.Count > Recipe.SegmentsMax)
            return false;
        var segments = ImmutableArray.CreateBuilder<RecipeSegment>(message.Segments.Count);
        foreach (var segment in message.Segments)
        {
            if (Decode(segment) is not { } decoded)
                return false;
            segments.Add(decoded);
        }

        recipe = new(segments.MoveToImmutable());
        return true;
    }

    private static SegmentMessage Encode(RecipeSegment segment) => segment switch
    {
        RecipeSegment.BatchReference reference => new()
        {
            Batch = new()
            {
                Id = UnsafeByteOperations.UnsafeWrap(reference.Batch.ToArray()),
                Skipped = ByteString.CopyFrom(reference.Skipped.AsSpan()),
            },
        },
        RecipeSegment.Inline inline => new() { Transaction = TransactionWire.Encode(inline.Transaction) },
        _ => throw new UnreachableException(),
    };

    private RecipeSegment? Decode(SegmentMessage segment)
    {
        switch (segment.KindCase)
        {
            case SegmentMessage.KindOneofCase.Batch:
                var hasRoom = segment.Batch.Skipped.Length <= TransactionBatch.TransactionsMax / 8;
                return hasRoom && Digest.TryRead(segment.Batch.Id.Span, out var batch)
                    ? new RecipeSegment.BatchReference(batch, [.. segment.Batch.Skipped.Span])
                    : null;
            case SegmentMessage.KindOneofCase.Transaction:
                return transactions.TryDecode(segment.Transaction, out var transaction)
                    ? new RecipeSegment.Inline(transaction!)
                    : null;
            default:
                return null;
        }
    }
}
