using System.Text;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Trees;
using Ledger.Execution.State;
using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Storage.Chain;

namespace Ledger.Storage.Tests.Chain;

public sealed class CommittedStateTests : IDisposable
{
    private static readonly AccountId Alice = TestChain.Account("alice");

    private readonly TemporaryDirectory _directory = new();
    private readonly TestChain _chain = new();
    private readonly ChainStore _store;

    public CommittedStateTests() => _store = _chain.Open(_directory.Sub("chain"));

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void OpenState_BeforeALaterCommit_DoesNotSeeIt()
    {
        _store.Commit(_chain.Next([StateChange.Put(StateKeys.Account(Alice), "old"u8.ToArray())]));
        using var state = _store.OpenState();
        _store.Commit(_chain.Next([StateChange.Put(StateKeys.Account(Alice), "new"u8.ToArray())]));

        Assert.Equal(new Height(1), state.Height);
        Assert.True(state.View.Entries.TryRead(StateKeys.Account(Alice), out var value));
        Assert.Equal("old"u8.ToArray(), value.ToArray());
    }

    [Fact]
    public void Dispose_OfOneReaderTwiceAndAfterACommit_LeavesTheOthersTheirState()
    {
        _store.Commit(_chain.Next([StateChange.Put(StateKeys.Account(Alice), "old"u8.ToArray())]));
        using var state = _store.OpenState();
        var other = _store.OpenState();
        other.Dispose();
        other.Dispose();
        _store.Commit(_chain.Next([StateChange.Put(StateKeys.Account(Alice), "new"u8.ToArray())]));

        Assert.True(state.View.Entries.TryRead(StateKeys.Account(Alice), out var value));
        Assert.Equal("old"u8.ToArray(), value.ToArray());
    }

    [Fact]
    public void Pages_OfAnEarlierState_ProveItWhateverIsCommittedMeanwhile()
    {
        var accounts = Enumerable.Range(0, 50).Select(i => StateKeys.Account(TestChain.Account($"{i}"))).Order().ToArray();
        _store.Commit(_chain.Next([.. accounts.Select(key => StateChange.Put(key, "old"u8.ToArray()))]));
        using var earlier = _store.OpenState();
        _ = AssertProven(earlier, accounts, "old");
        _store.Commit(_chain.Next([.. accounts.Select(key => StateChange.Put(key, "new"u8.ToArray()))]));
        using var later = _store.OpenState();
        _store.Commit(_chain.Next([.. accounts.Select(key => StateChange.Remove(key))]));
        using var latest = _store.OpenState();

        var root = AssertProven(earlier, accounts, "old");

        Assert.NotEqual(root, AssertProven(later, accounts, "new"));
        Assert.Equal(Digest.Zero, StateTree.RootOf(latest.View.Pages, new((byte)StatePart.Accounts)));
    }

    [Fact]
    public void TryRead_AfterRemovalAndOfEmptyValue_TellsThemApart()
    {
        var (empty, gone) = (StateKeys.Member(1), StateKeys.Member(2));
        _store.Commit(_chain.Next([StateChange.Put(empty, default), StateChange.Put(gone, new byte[1])]));
        _store.Commit(_chain.Next([StateChange.Remove(gone)]));
        using var state = _store.OpenCommittedState();

        Assert.True(state.View.Entries.TryRead(empty, out var value));
        Assert.True(value.IsEmpty);
        Assert.False(state.View.Entries.TryRead(gone, out _));
    }

    [Fact]
    public void ReadAhead_OfTransactions_GivesTheSameAnswers()
    {
        var commit = _chain.NextByHeight();
        _store.Commit(commit);
        using var state = _store.OpenCommittedState();
        state.ReadAhead(commit.Block.Block.Transactions);
        state.ReadAhead(commit.Block.Block.Transactions);

        var author = StateKeys.Account(commit.Block.Block.Transactions[0].Body.Author);
        Assert.True(state.View.Entries.TryRead(author, out var value));
        Assert.Equal(BitConverter.GetBytes(1ul), value.ToArray());
        Assert.False(state.View.Entries.TryRead(StateKeys.Account(Alice), out _));
    }

    [Fact]
    public void ReadAhead_OfUsedAndUnusedNonces_GivesTheSameAnswers()
    {
        var (used, unused) = (TestChain.Transfer(Alice, Alice, 1), TestChain.Transfer(Alice, Alice, 2));
        CommitNonce(minute: 20, used.Body.Nonce, "first");
        CommitNonce(minute: 80, new(3), "second");
        using var state = _store.OpenCommittedState();
        state.ReadAhead([used, unused]);

        Assert.True(state.View.Entries.TryFindNonce(Alice, used.Body.Nonce, out var found));
        Assert.Equal(TestChain.Hash("first"), found.Value);
        Assert.False(state.View.Entries.TryFindNonce(Alice, unused.Body.Nonce, out _));
        Assert.True(state.View.Entries.TryFindNonce(Alice, new(3), out _));
    }

    [Fact]
    public void ReadRange_WithACountAndBounds_StopsAtBoth()
    {
        StateKey[] keys = [StateKeys.Member(1), StateKeys.Member(2), StateKeys.Member(3), StateKeys.Member(4)];
        _store.Commit(_chain.Next([.. keys.Select(key => StateChange.Put(key, new byte[1]))]));
        using var state = _store.OpenState();
        var (bounded, counted, none) = (new List<StateEntry>(), new List<StateEntry>(), new List<StateEntry>());

        state.View.Entries.ReadRange(keys[1], keys[3], 10, bounded);
        state.View.Entries.ReadRange(keys[0], keys[3], 2, counted);
        state.View.Entries.ReadRange(keys[3], keys[0], 10, none);
        state.View.Entries.ReadRange(keys[0], keys[3], 0, none);

        Assert.Equal([keys[1], keys[2]], bounded.Select(entry => entry.Key));
        Assert.Equal([keys[0], keys[1]], counted.Select(entry => entry.Key));
        Assert.Empty(none);
    }

    [Fact]
    public void TryFindNonce_WhileItsMinuteLasts_FindsTheTransaction()
    {
        var used = new Nonce(7);
        CommitNonce(minute: 100, used, "first");

        Assert.Equal("first", FindNonce(used));
        Assert.Null(FindNonce(new(8)));
        Assert.Null(FindNonce(used, TestChain.Account("bob")));
    }

    [Fact]
    public void TryFindNonce_AfterItsMinuteIsDropped_FindsNothing()
    {
        CommitNonce(minute: 100, new(1), "first");
        CommitNonce(minute: 101, new(2), "second");

        _store.Commit(_chain.Next([StateChange.Remove(StateKeys.ReplayMinute(100))], [100]));

        Assert.Null(FindNonce(new(1)));
        Assert.Equal("second", FindNonce(new(2)));
    }

    [Theory]
    [InlineData(101)] // In the same bucket of the index.
    [InlineData(1_000_000)] // After years without a block.
    public void TryFindNonce_UsedAgainLater_FindsTheLaterTransaction(ulong later)
    {
        var nonce = new Nonce(1);
        CommitNonce(minute: 100, nonce, "first");
        _store.Commit(_chain.Next([StateChange.Remove(StateKeys.ReplayMinute(100))], [100]));

        CommitNonce(later, nonce, "second");

        Assert.Equal("second", FindNonce(nonce));
    }

    [Fact]
    public void TryFindNonce_OverAnHourOfMinutes_FindsEachOfThem()
    {
        for (var minute = 20ul; minute < 90; minute++)
            CommitNonce(minute, new(minute), $"at {minute}");

        for (var minute = 20ul; minute < 90; minute++)
            Assert.Equal($"at {minute}", FindNonce(new(minute)));
    }

    private static Digest AssertProven(ICommittedState state, StateKey[] keys, string value)
    {
        var tree = new TreeId((byte)StatePart.Accounts);
        var root = StateTree.RootOf(state.View.Pages, tree);
        foreach (var key in keys)
        {
            var bytes = new byte[key.Length];
            key.CopyTo(bytes);
            var proof = StateTree.Prove(state.View.Pages, tree, StateTree.PathOf(bytes));
            Assert.True(proof.Includes(root, StateTree.PathOf(bytes), Sha256.Hash(Encoding.ASCII.GetBytes(value))));
        }

        return root;
    }

    private void CommitNonce(ulong minute, Nonce nonce, string transaction) => _store.Commit(_chain.Next(
        [
            StateChange.Put(StateKeys.ReplayMinute(minute), new byte[32]),
            StateChange.Put(StateKeys.Replay(minute, Alice, nonce), TestChain.Hash(transaction).ToArray()),
        ]));

    /// <summary>The name under which the transaction was committed.</summary>
    private string? FindNonce(Nonce nonce, AccountId? author = null)
    {
        string[] names = ["first", "second", .. Enumerable.Range(20, 70).Select(minute => $"at {minute}")];
        using var state = _store.OpenState();
        return state.View.Entries.TryFindNonce(author ?? Alice, nonce, out var found)
            ? names.Single(name => TestChain.Hash(name) == found.Value)
            : null;
    }
}
