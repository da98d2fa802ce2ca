using Ledger.Cryptography.Trees;
using Ledger.Model;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Storage.Chain;

namespace Ledger.Storage.Tests.Chain;

public sealed class ChainStoreTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly TestChain _chain = new();
    private readonly ChainStore _store;

    public ChainStoreTests() => _store = _chain.Open(_directory.Sub("chain"));

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void Open_NewDirectory_StandsAtGenesis()
    {
        Assert.Equal(Height.Genesis, _store.Tip.Height);
        Assert.Equal(_chain.Genesis.Tip.Hash, _store.Tip.Hash);
        Assert.NotNull(_store.FindHeader(Height.Genesis));
        Assert.Null(_store.FindBlock(Height.Genesis));
        Assert.Null(_store.FindHeader(new(1)));
        Assert.Null(_store.CutAtOpening);
    }

    [Fact]
    public void Commit_ABlock_IsFoundByHeightAndByTransaction()
    {
        var from = TestChain.Account("from");
        var transactions = new[] { TestChain.Transfer(from, from, 1), TestChain.Transfer(from, from, 2) };
        var commit = _chain.Next([], null, transactions);

        _store.Commit(commit);

        var block = _store.FindBlock(new(1))!;
        Assert.Equal(commit.Block.Block.Hash, block.Block.Hash);
        Assert.True(block.Block.FitsHeader());
        Assert.Equal(commit.Block.Certificate, block.Certificate);
        Assert.Equal(commit.Block.Block.Header, _store.FindHeader(new(1)));
        var found = _store.FindTransaction(transactions[1].Id)!;
        Assert.Equal((new Height(1), 1), (found.Height, found.Index));
        Assert.Equal(commit.Execution.Outcomes[2].ToArray(), found.Outcome.ToArray());
        Assert.Null(_store.FindTransaction(new(TestChain.Hash("unknown"))));
    }

    [Fact]
    public void Keep_EvidenceTwice_IsThereOnceAfterReopening()
    {
        var path = _directory.Sub("evidence");
        using (var store = _chain.Open(path))
        {
            store.Keep(Against(2, height: 7));
            store.Keep(Against(1, height: 9));
            store.Keep(Against(2, height: 7));
        }

        using var reopened = _chain.Open(path);

        Assert.Equal([Against(1, height: 9), Against(2, height: 7)], reopened.ReadEvidence());
    }

    [Fact]
    public void Commit_OutOfOrder_IsABug()
    {
        _chain.NextByHeight();

        Assert.Throws<InvariantBrokenException>(() => _store.Commit(_chain.NextByHeight()));
    }

    [Fact]
    public void Open_AfterCommits_GoesOnFromTheSameTip()
    {
        for (var i = 0; i < 50; i++)
            _store.Commit(_chain.NextByHeight());
        _store.Dispose();

        using var reopened = _chain.Open(_directory.Sub("chain"));

        Assert.Equal(_chain.Tip.Hash, reopened.Tip.Hash);
        Assert.Equal(_chain.Tip.Header, reopened.Tip.Header);
        Assert.Equal(_chain.Tip.Certificate, reopened.Tip.Certificate);
        Assert.Equal(_chain.Tip.History, reopened.Tip.History);
        Assert.Equal(_chain.Tip.Validators.Hash, reopened.Tip.Validators.Hash);
        StoredState.AssertEqual(_chain.State, reopened);
        reopened.Commit(_chain.NextByHeight());
        Assert.Equal(_chain.Tip.Hash, reopened.Tip.Hash);
    }

    [Fact]
    public void OpenHistory_AfterCommits_HasEverySubtreeOfTheHistory()
    {
        var tree = new MerkleTree();
        tree.Append(TreeHash.Leaf(_chain.Tip.Hash.Value.ToArray()));
        for (var i = 0; i < 20; i++)
        {
            _store.Commit(_chain.NextByHeight());
            tree.Append(TreeHash.Leaf(_chain.Tip.Hash.Value.ToArray()));
        }

        var history = _store.OpenHistory();

        for (var level = 0; level <= 4; level++)
        {
            for (var index = 0ul; (index + 1) << level <= 21; index++)
                Assert.Equal(tree.Read(level, index), history.Read(level, index));
        }
    }

    [Fact]
    public void Open_OfAnotherNetworkOrNode_IsRefusedWithBothNames()
    {
        _store.Dispose();
        var network = TestChain.Identity with { Network = new(TestChain.Hash("other")) };
        var node = TestChain.Identity with { Node = TestChain.Hash("other") };

        foreach (var identity in (StoreIdentity[])[network, node])
        {
            var error = Assert.Throws<StoreRefusedException>(() => ChainStore.Open(
                _directory.Sub("chain"), identity, TestChain.Codec, () => _chain.Genesis));

            Assert.Contains(TestChain.Hash("other").ToString(), error.Message, StringComparison.Ordinal);
            Assert.Contains(_directory.Sub("chain"), error.Message, StringComparison.Ordinal);
        }
    }

    private static Evidence Against(ushort culprit, ulong height)
    {
        var one = new SignedVote(new Nullify(new(height), View.First, View.First), culprit, default);
        var other = new SignedVote(new Finalize(new(height), View.First, default), culprit, default);
        Assert.True(Evidence.TryFind(one, other, out var evidence));
        return evidence!;
    }
}
