using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model.Transactions;

namespace Ledger.Replica.Batches;

/// <summary>
/// How to put a block's transactions together from what peers hold already (PROTOCOL 10.3). Transport only: the block
/// hash commits to the transactions, so a recipe that gives others is not this block's, and never makes it invalid.
/// </summary>
public sealed record Recipe(ImmutableArray<RecipeSegment> Segments)
{
    /// <summary>Bounds a proposal: more segments than this are refused before anything is looked up.</summary>
    public const int SegmentsMax = 4096;

    public static readonly Recipe Empty = new([]);

    public bool RefersTo(Digest batch) =>
        Segments.Any(segment => segment is RecipeSegment.BatchReference reference && reference.Batch == batch);
}

/// <summary>Consecutive transactions of a block. Closed: the cases below are all there are.</summary>
public abstract record RecipeSegment
{
    private RecipeSegment()
    {
    }

    /// <param name="Skipped">
    /// Bit i (byte i/8, highest bit first) leaves out transaction i; empty if none is left out.
    /// </param>
    public sealed record BatchReference(Digest Batch, ImmutableArray<byte> Skipped) : RecipeSegment
    {
        public bool Skips(int index) =>
            index / 8 < Skipped.Length && (Skipped[index / 8] & (0x80 >> (index % 8))) != 0;
    }

    public sealed record Inline(Transaction Transaction) : RecipeSegment;
}
