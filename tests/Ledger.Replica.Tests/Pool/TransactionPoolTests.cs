using Ledger.Model.Values;
using Ledger.Replica.Pool;

namespace Ledger.Replica.Tests.Pool;

public sealed class TransactionPoolTests
{
    private static readonly PoolLimits Small = new(TransactionsMax: 40, BytesMax: 1_000_000, Sources: 4);

    private readonly TransactionPool _pool = new(Small);

    [Fact]
    public void TryAdd_OneSourceTakesAllThatIsShared_OthersKeepTheirPart()
    {
        var isFirstTaken = Enumerable.Range(0, 100).Count(number => Add(source: 1, number));

        var isSecondTaken = Enumerable.Range(100, 100).Count(number => Add(source: 2, number));

        Assert.Equal(25, isFirstTaken);
        Assert.Equal(5, isSecondTaken);
    }

    // 10,000 bytes for four sources: 1,250 each, and 5,000 for whoever comes first.
    [Fact]
    public void TryAdd_BytesOfOneSource_EndWithItsPartAndWhatIsShared()
    {
        var pool = new TransactionPool(new(TransactionsMax: 1_000, BytesMax: 10_000, Sources: 4));

        var isFirstTaken = Enumerable.Range(0, 100).Count(number => Add(pool, 1, Samples.Transaction(number)));
        var isSecondTaken = Enumerable.Range(100, 100).Count(number => Add(pool, 2, Samples.Transaction(number)));

        Assert.Equal(6_250 / 200, isFirstTaken);
        Assert.Equal(1_250 / 200, isSecondTaken);
        Assert.False(Add(pool, 3, Samples.Transaction(1_000, bytes: 1_301)));
    }

    [Fact]
    public void TryAdd_AfterOthersWereResolved_FindsRoomAgain()
    {
        for (var number = 0; number < 25; number++)
            Add(source: 1, number);
        _pool.Resolve(Samples.Transaction(3));

        Assert.True(Add(source: 1, 100));
        Assert.False(Add(source: 1, 101));
    }

    [Fact]
    public void TryAdd_NothingNew_KeepsNothing()
    {
        _pool.TryAdd(Samples.Batch(1, 2), 1, Samples.Now, _ => false);

        Assert.False(_pool.TryAdd(Samples.Batch(2, 1), 2, Samples.Now, _ => false));
        Assert.Equal(1, _pool.BatchCount);
    }

    [Fact]
    public void TryAdd_AllSettled_KeepsNothing()
    {
        _pool.TryAdd(Samples.Batch(1, 2), 1, Samples.Now, _ => true);

        Assert.Equal(0, _pool.Count);
        Assert.Equal(0, _pool.BatchCount);
    }

    [Fact]
    public void Resolve_OtherBytesWithTheSameNonce_GivesTheOneThatWaited()
    {
        var waiting = Samples.Transaction(1, nonce: 7);
        _pool.TryAdd(Samples.BatchOf(waiting), 1, Samples.Now, _ => false);

        var resolved = _pool.Resolve(Samples.Transaction(2, nonce: 7));

        Assert.Same(waiting, resolved);
        Assert.False(_pool.Contains(waiting.Id));
    }

    [Fact]
    public void Resolve_CopyInAnotherBatch_LetsBothGo()
    {
        _pool.TryAdd(Samples.Batch(1, 2), 1, Samples.Now, _ => false);
        _pool.TryAdd(Samples.Batch(1, 3), 2, Samples.Now, _ => false);

        _pool.Resolve(Samples.Transaction(1));
        _pool.Resolve(Samples.Transaction(3));

        Assert.Equal(1, _pool.BatchCount);
        Assert.Null(_pool.FindBatch(Samples.Batch(1, 2).Id)!.Whole());
    }

    [Theory]
    [InlineData(1_999_999, 1)]
    [InlineData(2_000_000, 0)]
    public void Expire_AroundValidUntil_LetsGoFromThatInstant(ulong blockTime, int left)
    {
        _pool.TryAdd(Samples.Batch(1), 1, Samples.Now, _ => false);

        _pool.Expire(new(blockTime));

        Assert.Equal(left, _pool.Count);
    }

    [Fact]
    public void Refuse_ByManyHeightsInARow_LetsGo()
    {
        _pool.TryAdd(Samples.Batch(1), 1, Samples.Now, _ => false);
        var id = Samples.Transaction(1).Id;

        for (var height = 1UL; height < 8; height++)
            _pool.Refuse(id, new(height));
        Assert.Equal(1, _pool.Count);
        _pool.Refuse(id, new(8));

        Assert.Equal(0, _pool.Count);
    }

    [Fact]
    public void Refuse_TwiceByOneHeight_CountsOnce()
    {
        _pool.TryAdd(Samples.Batch(1), 1, Samples.Now, _ => false);
        var id = Samples.Transaction(1).Id;

        for (var time = 0; time < 20; time++)
            _pool.Refuse(id, new Height(1));

        Assert.Equal(1, _pool.Count);
    }

    [Fact]
    public void Oldest_SeveralSources_TakesWhatWaitedLongest()
    {
        _pool.TryAdd(Samples.Batch(1, 2), 1, new(20), _ => false);
        _pool.TryAdd(Samples.Batch(3), 2, new(10), _ => false);

        var oldest = _pool.Oldest(countMax: 2, bytesMax: 10_000);

        Assert.Equal([Samples.Transaction(3).Id, Samples.Transaction(1).Id], oldest.Transactions.Select(one => one.Id));
    }

    private static bool Add(TransactionPool pool, ushort source, Model.Transactions.Transaction transaction) =>
        pool.TryAdd(Samples.BatchOf(transaction), source, Samples.Now, _ => false);

    private bool Add(ushort source, int number) =>
        _pool.TryAdd(Samples.Batch(number), source, Samples.Now, _ => false);
}
