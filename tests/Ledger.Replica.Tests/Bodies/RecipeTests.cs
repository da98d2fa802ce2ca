using System.Collections.Immutable;
using Ledger.Model.Transactions;
using Ledger.Replica.Batches;
using Ledger.Replica.Bodies;
using Ledger.Replica.Pool;

namespace Ledger.Replica.Tests.Bodies;

public sealed class RecipeTests
{
    private static readonly Selection.Limits Wide = new(1_000, 1_000_000, 1_000_000);

    private readonly TransactionPool _pool = new(PoolLimits.For(4));
    private readonly Candidate _candidate = new(default);

    [Fact]
    public void Read_WhatWriteWrote_GivesTheSameTransactions()
    {
        _pool.TryAdd(Samples.Batch(1, 2, 3), 1, Samples.Now, _ => false);
        _pool.TryAdd(Samples.Batch(4), 2, Samples.Now, _ => false);
        var slots = Selection.Select(_pool, Wide, Samples.Now, 0);
        ImmutableArray<Transaction> taken = [.. slots.Where((_, index) => index != 1).Select(slot => slot.Batch[slot.Index]!)];

        _candidate.Recipe = RecipeWriter.Write(slots, taken);
        var read = RecipeReader.Read(_candidate, _pool, 3, out var missing);

        Assert.Equal(taken, read);
        Assert.Empty(missing);
    }

    [Fact]
    public void Write_WholeBatch_NeedsNoBitmap()
    {
        _pool.TryAdd(Samples.Batch(1, 2), 1, Samples.Now, _ => false);
        var slots = Selection.Select(_pool, Wide, Samples.Now, 0);

        var recipe = RecipeWriter.Write(slots, [.. slots.Select(slot => slot.Batch[slot.Index]!)]);

        var reference = Assert.IsType<RecipeSegment.BatchReference>(Assert.Single(recipe.Segments));
        Assert.Empty(reference.Skipped);
    }

    [Fact]
    public void Read_UnknownBatch_NamesIt()
    {
        var absent = Samples.Batch(9);
        _candidate.Recipe = new([new RecipeSegment.BatchReference(absent.Id, [])]);

        Assert.Null(RecipeReader.Read(_candidate, _pool, 10, out var missing));
        Assert.Equal(absent.Id, Assert.Single(missing));
    }

    [Fact]
    public void Read_BatchThatWasFetched_IsUsed()
    {
        var fetched = Samples.Batch(9);
        _candidate.Recipe = new([new RecipeSegment.BatchReference(fetched.Id, [])]);
        _candidate.Fetched.Add(fetched.Id, fetched);

        Assert.Equal(fetched.Transactions, RecipeReader.Read(_candidate, _pool, 1, out _));
    }

    [Fact]
    public void Read_TransactionAlreadyLetGo_NamesTheBatch()
    {
        var batch = Samples.Batch(1, 2);
        _pool.TryAdd(batch, 1, Samples.Now, _ => false);
        _pool.Resolve(Samples.Transaction(1));
        _candidate.Recipe = new([new RecipeSegment.BatchReference(batch.Id, [])]);

        Assert.Null(RecipeReader.Read(_candidate, _pool, 2, out var missing));
        Assert.Equal(batch.Id, Assert.Single(missing));
    }

    [Fact]
    public void Read_MoreThanTheHeaderSays_GivesNothing()
    {
        _pool.TryAdd(Samples.Batch(1, 2, 3), 1, Samples.Now, _ => false);
        _candidate.Recipe = new([new RecipeSegment.BatchReference(Samples.Batch(1, 2, 3).Id, [])]);

        Assert.Null(RecipeReader.Read(_candidate, _pool, countMax: 2, out var missing));
        Assert.Empty(missing);
    }

    [Fact]
    public void Read_InlineTransaction_IsTakenAsItIs()
    {
        var inline = Samples.Transaction(5);
        _candidate.Recipe = new([new RecipeSegment.Inline(inline)]);

        Assert.Equal([inline], RecipeReader.Read(_candidate, _pool, 1, out _));
    }
}
