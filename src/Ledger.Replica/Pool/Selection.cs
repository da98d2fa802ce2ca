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
        var heads = new Queue<LinkedListNode<PooledBatch>>(Heads(pool, turn));
        var chosen = new List<PoolSlot>();
        var left = limits;
        while (heads.TryDequeue(out var head))
        {
            if (!TakeBatch(head.Value, time, chosen, ref left))
                break;
            if (head.Next is { } next)
                heads.Enqueue(next);
        }

        return chosen;
    }

    private static IEnumerable<LinkedListNode<PooledBatch>> Heads(TransactionPool pool, ulong turn)
    {
        var sources = pool.Sources.Where(source => source.Batches.Count > 0).ToArray();
        for (var index = 0; index < sources.Length; index++)
            yield return sources[(int)((turn + (ulong)index) % (ulong)sources.Length)].Batches.First!;
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
