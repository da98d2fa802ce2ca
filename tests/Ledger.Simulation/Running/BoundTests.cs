using Ledger.Consensus.Messages;
using Ledger.Consensus.Votes;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Batches;
using Ledger.Replica.Ports;
using Ledger.Simulation.Liars;
using Xunit.Abstractions;

namespace Ledger.Simulation.Running;

public sealed class BoundTests
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);

    private readonly Cluster _cluster = new(1, 4, PlantedBug.None, isSigned: false, (_, _) => null);
    private readonly ITestOutputHelper _output;

    public BoundTests(ITestOutputHelper output)
    {
        _output = output;
        _cluster.StartAll();
        Run(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Votes_OfCountlessViews_TakeAFixedNumberOfSlots()
    {
        var (liar, victim) = (_cluster.Nodes[0], _cluster.Nodes[1]);
        _cluster.Checker.Liars.Add(liar.Index);
        for (uint view = 1; view < 3_000; view++)
        {
            foreach (var height in new ulong[] { 1, 2, 3, ulong.MaxValue })
            {
                Hear(new Notarize(new(height), new(view * 1_000_003), View.None, default));
                Hear(new Finalize(new(height), new(view), default));
                Hear(new Nullify(new(height), View.First, new(view)));
            }
        }

        Run(TimeSpan.FromSeconds(1));

        var agreement = victim.Replica!.AgreementState!;
        var slots = (int)(2 * ValidatorVotes.ViewsAround) + 1;
        var used = agreement.Votes.Max(votes => votes.All().Count());
        _output.WriteLine($"36,000 votes of one validator: {used} slots used, {agreement.Early.Count} kept for later");
        Assert.InRange(used, 0, (3 * slots) + 1);
        Assert.InRange(agreement.Early.Count, 0, 4 * agreement.Votes.Length);

        void Hear(Vote vote) => victim.Receive(0, Message(Forgery.Sign(_cluster.Host, liar, vote)));
    }

    [Fact]
    public void Transactions_FloodThroughOneNode_LeaveRoomForOthers()
    {
        var (busy, quiet) = (_cluster.Nodes[0], _cluster.Nodes[1]);
        foreach (var other in _cluster.Nodes)
            Isolate(other.Slot);
        for (var number = 0; number < 5_000; number++)
            _cluster.Submit(busy, _cluster.NewMint(Validity));
        Run(TimeSpan.FromSeconds(2));
        var pool = busy.Replica!.Parts.Pool;
        _output.WriteLine($"5,000 transactions through one node: {pool.Count} of {pool.Limits.TransactionsMax} taken");
        Assert.Equal(pool.Limits.QuotaTransactions + pool.Limits.SharedTransactions, pool.Count);

        _cluster.Network.UnblockAll();
        _cluster.Submit(quiet, _cluster.NewMint(Validity));
        Run(TimeSpan.FromSeconds(60));

        Assert.Empty(_cluster.Checker.Submissions.Open);
        Assert.True(_cluster.Checker.Chain.Height > 0);
    }

    [Fact]
    public void Batches_FloodOfOnePeer_LeaveRoomForOthers()
    {
        var victim = _cluster.Nodes[1];
        for (ulong sequence = 1; sequence <= 500; sequence++)
        {
            var mints = Enumerable.Range(0, 20).Select(_ => _cluster.NewMint(Validity));
            TransactionBatch.TryCreate([.. mints], out var batch);
            victim.Receive(0, new PeerMessage.Batch(sequence, batch!));
        }

        Run(TimeSpan.FromMilliseconds(1));

        var pool = victim.Replica!.Parts.Pool;
        TransactionBatch.TryCreate([_cluster.NewMint(Validity)], out var another);
        _output.WriteLine($"500 batches of 20 by one peer: {pool.Count} of {pool.Limits.TransactionsMax} taken");
        Assert.InRange(pool.Count, 1, pool.Limits.QuotaTransactions + pool.Limits.SharedTransactions);
        Assert.True(pool.HasRoom(2, pool.Limits.QuotaTransactions, another!.Bytes));
    }

    [Fact]
    public void Heights_TenThousandInARow_TakeNoMoreMemoryEach()
    {
        Propose(500);
        var early = AllocatedBy(() => Propose(1_000));
        Propose(7_500);

        var late = AllocatedBy(() => Propose(1_000));

        _output.WriteLine(
            $"bytes allocated for each height: {early / 1_000} at first, {late / 1_000} near 10,000");
        Assert.True(late < early + (early / 4), $"1,000 heights took {early} bytes at first and {late} later");
        Assert.All(_cluster.Nodes, AssertEmpty);
    }

    private static void AssertEmpty(Nodes.SimulatedNode node)
    {
        var parts = node.Replica!.Parts;
        Assert.InRange(parts.Pool.Count, 0, 2);
        Assert.InRange(parts.Pool.BatchCount, 0, 2);
        Assert.InRange(parts.Waiters.Count, 0, 1);
        Assert.InRange(parts.Bodies.Count, 0, 2);
        Assert.InRange(node.Journal.DurableCount, 0, 20);
    }

    // Of this thread alone: other tests run beside.
    private static long AllocatedBy(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static PeerMessage.Consensus Message(SignedVote vote) => new(new ConsensusMessage.Voted(vote));

    private void Propose(int count)
    {
        for (var block = 0; block < count; block++)
        {
            var goal = _cluster.Checker.Chain.Height + 1;
            _cluster.Submit(_cluster.Nodes[block % 4], _cluster.NewMint(Validity));
            var end = _cluster.Scheduler.Now + TimeSpan.FromSeconds(30);
            Assert.True(_cluster.Scheduler.RunUntil(end, () => _cluster.Checker.Chain.Height >= goal));
        }
    }

    private void Isolate(int slot)
    {
        for (var other = 0; other < 4; other++)
        {
            _cluster.Network.Block(slot, other);
            _cluster.Network.Block(other, slot);
        }
    }

    private void Run(TimeSpan length) => _cluster.Scheduler.RunUntil(_cluster.Scheduler.Now + length, () => false);
}
