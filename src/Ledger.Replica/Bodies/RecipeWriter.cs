using System.Collections.Immutable;
using Ledger.Model;
using Ledger.Model.Transactions;
using Ledger.Replica.Batches;
using Ledger.Replica.Pool;

namespace Ledger.Replica.Bodies;

/// <summary>Writes a recipe for a block that was filled from the pool.</summary>
internal static class RecipeWriter
{
    /// <param name="slots">The candidates, batch by batch.</param>
    /// <param name="taken">Those of them that are in the block, in the same order.</param>
    public static Recipe Write(IReadOnlyList<PoolSlot> slots, ImmutableArray<Transaction> taken)
    {
        var segments = ImmutableArray.CreateBuilder<RecipeSegment>();
        var next = 0;
        for (var start = 0; start < slots.Count;)
        {
            var end = start;
            while (end < slots.Count && slots[end].Batch == slots[start].Batch)
                end++;
            var isUsed = new bool[slots[start].Batch.Count];
            var before = next;
            for (var index = start; index < end; index++)
            {
                var slot = slots[index];
                if (next >= taken.Length || !ReferenceEquals(slot.Batch[slot.Index], taken[next]))
                    continue;
                isUsed[slot.Index] = true;
                next++;
            }

            if (next > before)
                segments.Add(new RecipeSegment.BatchReference(slots[start].Batch.Id, Skipped(isUsed)));
            start = end;
        }

        Invariant.That(next == taken.Length);
        return new(segments.ToImmutable());
    }

    private static ImmutableArray<byte> Skipped(bool[] isUsed)
    {
        if (isUsed.All(used => used))
            return [];
        var bits = new byte[(isUsed.Length + 7) / 8];
        for (var index = 0; index < isUsed.Length; index++)
        {
            if (!isUsed[index])
                bits[index / 8] |= (byte)(0x80 >> (index % 8));
        }

        return [.. bits];
    }
}
