using Ledger.Replica.Pool;

namespace Ledger.Replica.Tests.Pool;

public sealed class SelectionTests
{
    private static readonly Selection.Limits Wide = new(1_000, 1_000_000, 1_000_000);

    private readonly TransactionPool _pool = new(PoolLimits.For(4));

    [Fact]
    public void Select_BusyAndQuietSource_TakesABatchOfEachInTurn()
    {
        Add(1, 10, 11);
        Add(1, 12, 13);
        Add(2, 20);

        Assert.Equal([10, 11, 20, 12, 13], Select(Wide, turn: 0));
    }

    [Fact]
    public void Select_NextTurn_BeginsWithAnotherSource()
    {
        Add(1, 10);
        Add(2, 20);

        Assert.Equal([20, 10], Select(Wide, turn: 1));
    }

    [Theory]
    [InlineData(2, 1_000_000, 1_000)]
    [InlineData(1_000, 400, 1_000)]
    [InlineData(1_000, 1_000_000, 20)]
    public void Select_LimitOfTwo_StopsThere(int transactions, long bytes, long workUnits)
    {
        Add(1, 10, 11, 12);

        Assert.Equal([10, 11], Select(new(transactions, bytes, workUnits), turn: 0));
    }

    [Fact]
    public void Select_ExpiredByTheBlocksTime_IsLeftOut()
    {
        var expired = Samples.Transaction(1, validUntil: Samples.Now.Milliseconds);
        _pool.TryAdd(Samples.BatchOf(expired, Samples.Transaction(2)), 1, Samples.Now, _ => false);

        Assert.Equal([2], Select(Wide, turn: 0));
    }

    [Fact]
    public void Select_CopyInASecondBatch_IsTakenOnce()
    {
        Add(1, 10, 11);
        Add(2, 11, 12);

        Assert.Equal([10, 11, 12], Select(Wide, turn: 0));
    }

    private void Add(ushort source, params int[] numbers) =>
        _pool.TryAdd(Samples.Batch(numbers), source, Samples.Now, _ => false);

    private IEnumerable<int> Select(Selection.Limits limits, ulong turn) =>
        Selection.Select(_pool, limits, Samples.Now, turn).Select(slot => (int)slot.Batch[slot.Index]!.Body.Nonce.Value);
}
