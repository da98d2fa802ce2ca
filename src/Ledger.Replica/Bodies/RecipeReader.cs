using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model.Transactions;
using Ledger.Replica.Batches;
using Ledger.Replica.Pool;

namespace Ledger.Replica.Bodies;

/// <summary>
/// Puts a block's transactions together by a recipe, from the pool and from what was fetched (PROTOCOL 10.3).
/// </summary>
internal static class RecipeReader
{
    /// <summary>Gives the transactions, or none and the batches that are missing or no longer whole.</summary>
    /// <param name="countMax">What the header says; a recipe that gives more is another block's.</param>
    public static ImmutableArray<Transaction>? Read(
        Candidate candidate, TransactionPool pool, uint countMax, out ImmutableArray<Digest> missing)
    {
        missing = [];
        if (candidate.Recipe is not { Segments.Length: <= Recipe.SegmentsMax } recipe)
            return null;
        var transactions = ImmutableArray.CreateBuilder<Transaction>();
        var absent = ImmutableArray.CreateBuilder<Digest>();
        foreach (var segment in recipe.Segments)
        {
            if (!TryRead(segment, candidate, pool, transactions))
                absent.Add(((RecipeSegment.BatchReference)segment).Batch);
            if ((uint)transactions.Count > countMax)
                return null;
        }

        missing = absent.ToImmutable();
        return missing.IsEmpty ? transactions.ToImmutable() : null;
    }

    private static bool TryRead(
        RecipeSegment segment,
        Candidate candidate,
        TransactionPool pool,
        ImmutableArray<Transaction>.Builder transactions)
    {
        if (segment is RecipeSegment.Inline inline)
        {
            transactions.Add(inline.Transaction);
            return true;
        }

        var reference = (RecipeSegment.BatchReference)segment;
        if (candidate.Fetched.TryGetValue(reference.Batch, out var fetched))
            return TryTake(reference, fetched.Transactions.Length, index => fetched.Transactions[index], transactions);
        return pool.FindBatch(reference.Batch) is { } pooled
            && TryTake(reference, pooled.Count, index => pooled[index], transactions);
    }

    private static bool TryTake(
        RecipeSegment.BatchReference reference,
        int count,
        Func<int, Transaction?> transactionAt,
        ImmutableArray<Transaction>.Builder transactions)
    {
        for (var index = 0; index < count; index++)
        {
            if (reference.Skips(index))
                continue;
            if (transactionAt(index) is not { } transaction)
                return false;
            transactions.Add(transaction);
        }

        return true;
    }
}
