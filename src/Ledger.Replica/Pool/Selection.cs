using Ledger.Model.Values;

namespace Ledger.Replica.Pool;

/// <summary>Fills a block fairly: one batch of each source in turn, until a limit is reached.</summary>
internal static class Selection
{
    /// <summary>What a block may hold. Work is in work units (PROTOCOL 3.5).</summary>
    internal readonly record struct Limits(int Transactions, long Bytes, long WorkUnits);

    /// <param name="turn">Which source begins; changes with the height, so that none is always first.</param>
    public static IReadOnlyList<PoolSlot> Select(TransactionPool pool, Limits limits, Timestamp time, ulong turn)
    {
        var heads = Rotated([.. pool.Sources.Where(source => source.Batches.Count > 0)], turn);
        var chosen = new List<PoolSlot>();
        var left = limits;
        while (heads.Count > 0)
        {
            for (var index = heads.Count - 1; index >= 0; index--)
            {
                if (!TakeBatch(heads[index].Value, time, chosen, ref left))
                    return chosen;
                if (heads[index].Next is { } next)
                    heads[index] = next;
                else
                    heads.RemoveAt(index);
            }
        }

        return chosen;
    }

    private static List<LinkedListNode<PooledBatch>> Rotated(List<PoolSource> sources, ulong turn)
    {
        var heads = new List<LinkedListNode<PooledBatch>>(sources.Count);
        var start = sources.Count == 0 ? 0 : (int)(turn % (ulong)sources.Count);
        for (var index = 0; index < sources.Count; index++)
            heads.Add(sources[(start + index) % sources.Count].Batches.First!);
        return heads;
    }

    /// <summary>False once the block is full.</summary>
    private static bool TakeBatch(PooledBatch batch, Timestamp time, List<PoolSlot> chosen, ref Limits left)
    {
        for (var index = 0; index < batch.Count; index++)
        {
            if (!batch.IsCandidate(index) || batch[index] is not { } transaction || transaction.Body.ValidUntil <= time)
                continue;
            left = new(
                left.Transactions - 1,
                left.Bytes - transaction.Bytes.Length,
                left.WorkUnits - transaction.WorkUnits);
            if (left.Transactions < 0 || left.Bytes < 0 || left.WorkUnits < 0)
                return false;
            chosen.Add(new(batch, index));
        }

        return true;
    }
}
