using Ledger.Model.Values;
using Ledger.Storage.Chain;

namespace Ledger.Storage.Tests.Chain;

public sealed class ChainIndexesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TestChain _chain = new();
    private readonly ChainStore _store;
    private readonly ChainIndexes _indexes;

    public ChainIndexesTests()
    {
        _store = _chain.Open(_directory.Sub("chain"));
        _indexes = _store.Indexes;
    }

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void ReadBefore_APlace_GivesThePastFromTheLatestOn()
    {
        var (alice, bob) = (TestChain.Account("alice"), TestChain.Account("bob"));
        _store.Commit(_chain.Next([], null, TestChain.Transfer(alice, bob, 1)));
        _store.Commit(_chain.Next([], null, TestChain.Transfer(alice, alice, 2), TestChain.Transfer(bob, alice, 3)));
        var latest = new AccountPlace(new(ulong.MaxValue), 0);

        var all = _indexes.ReadBefore(alice, latest, 10);

        Assert.Equal([new(new(2), 2), new(new(2), 1), new(new(1), 1)], all);
        Assert.Equal([new(new(2), 2)], _indexes.ReadBefore(alice, latest, 1));
        Assert.Equal([new(new(1), 1)], _indexes.ReadBefore(alice, all[1], 10));
        Assert.Equal([new(new(2), 2), new(new(1), 1)], _indexes.ReadBefore(bob, latest, 10));
        Assert.Empty(_indexes.ReadBefore(TestChain.Account("carol"), latest, 10));
    }

    [Fact]
    public void ReadOutcomes_OfABlock_GivesAllLeavesInOrder()
    {
        var from = TestChain.Account("from");
        var commit = _chain.Next([], null, TestChain.Transfer(from, from, 1), TestChain.Transfer(from, from, 2));
        _store.Commit(commit);

        var outcomes = _indexes.ReadOutcomes(new(1));

        Assert.Equal(3, outcomes.Count);
        for (var leaf = 0; leaf < 3; leaf++)
            Assert.Equal(commit.Execution.Outcomes[leaf].ToArray(), outcomes[leaf]);
        Assert.Empty(_indexes.ReadOutcomes(new(2)));
    }

    [Fact]
    public void ReadAfter_APlace_GivesThePastFromThereOnInOrder()
    {
        var (alice, bob) = (TestChain.Account("alice"), TestChain.Account("bob"));
        _store.Commit(_chain.Next([], null, TestChain.Transfer(alice, bob, 1)));
        _store.Commit(_chain.Next([], null, TestChain.Transfer(alice, alice, 2), TestChain.Transfer(bob, alice, 3)));

        var all = _indexes.ReadAfter(alice, new(Height.Genesis, 0), 10);

        Assert.Equal([new(new(1), 1), new(new(2), 1), new(new(2), 2)], all);
        Assert.Equal([new(new(2), 1)], _indexes.ReadAfter(alice, all[0], 1));
        Assert.Empty(_indexes.ReadAfter(alice, all[^1], 10));
    }

    [Fact]
    public void FindTransaction_OfABlock_GivesItsBytesWithoutTheOthers()
    {
        var from = TestChain.Account("from");
        var commit = _chain.Next([], null, TestChain.Transfer(from, from, 1), TestChain.Transfer(from, from, 2));
        _store.Commit(commit);

        var second = _indexes.FindTransaction(new(1), 1);

        Assert.Equal(commit.Block.Block.Transactions[1].Bytes.ToArray(), second);
        Assert.Null(_indexes.FindTransaction(new(1), 2));
        Assert.Null(_indexes.FindTransaction(new(2), 0));
    }
}
