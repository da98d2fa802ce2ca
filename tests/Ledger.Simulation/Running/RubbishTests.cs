using Ledger.Model.Reasons;
using Ledger.Replica.Batches;
using Ledger.Replica.Ports;

namespace Ledger.Simulation.Running;

public sealed class RubbishTests
{
    private readonly Cluster _cluster = new(1, 4, PlantedBug.None, isSigned: false, (_, _) => null);

    public RubbishTests()
    {
        _cluster.StartAll();
        Run(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void Submit_WhatNoBlockCanTake_IsRefusedWithTheReason()
    {
        _cluster.Submit(_cluster.Nodes[1], Rubbish());
        Run(TimeSpan.FromSeconds(1));

        var answer = Assert.IsType<SubmissionAnswer.Refused>(Assert.Single(_cluster.Checker.Submissions.Answers));
        Assert.Equal(Reason.AuthorUnknown, answer.Reason);
    }

    [Fact]
    public void Batch_OfAPeerWithRubbish_WakesNobody()
    {
        TransactionBatch.TryCreate([.. Enumerable.Range(0, 100).Select(_ => Rubbish())], out var batch);
        foreach (var node in _cluster.Nodes.Skip(1))
            node.Receive(0, new PeerMessage.Batch(1, batch!));

        Run(TimeSpan.FromMinutes(10));

        Assert.Equal(0, _cluster.Checker.Chain.Height);
        Assert.Equal(0, _cluster.Network.VotesSent);
    }

    [Fact]
    public void Batch_WithRubbishBeforeGoodOnes_DoesNotHoldThemUp()
    {
        var transactions = Enumerable.Range(0, 100).Select(_ => Rubbish()).Append(_cluster.NewMint(Validity));
        TransactionBatch.TryCreate([.. transactions], out var batch);
        foreach (var node in _cluster.Nodes.Skip(1))
            node.Receive(0, new PeerMessage.Batch(1, batch!));

        Run(TimeSpan.FromSeconds(30));

        Assert.Equal(1, _cluster.Checker.Chain.Blocks.Sum(block => block.Block.Block.Transactions.Length));
    }

    // The pools are looked at again after the block: what can't enter the log any more is let go, and its author told.
    [Fact]
    public void Submit_TwoUnderOneNonceAtTwoNodes_GivesOneOutcomeAndOneRefusal()
    {
        var (one, other) = _cluster.Desk.Rivals(_cluster.Host.TimeOf(Validity));
        _cluster.Submit(_cluster.Nodes[1], one);
        _cluster.Submit(_cluster.Nodes[2], other);

        Run(TimeSpan.FromSeconds(30));

        var answers = _cluster.Checker.Submissions.Answers;
        Assert.Single(answers.OfType<SubmissionAnswer.Committed>());
        var refused = Assert.Single(answers.OfType<SubmissionAnswer.Refused>());
        Assert.Equal(Reason.TransactionNonceReused, refused.Reason);
        Assert.All(_cluster.Nodes, node => Assert.Equal(0, node.Replica!.Parts.Pool.Count));
    }

    // The log takes 32 failures of an author and window; the next window begins 100 s after the simulation.
    [Fact]
    public void Submit_MoreFailuresThanAWindowTakes_WaitsInSilenceForTheNextWindow()
    {
        SubmitOverdrafts(40, Validity);
        Run(TimeSpan.FromSeconds(30));

        Assert.Equal(32, _cluster.Checker.Submissions.Committed);
        Assert.InRange(_cluster.Checker.Chain.Height, 1, 3);

        Run(TimeSpan.FromSeconds(90));

        Assert.Equal(40, _cluster.Checker.Submissions.Committed);
        Assert.InRange(_cluster.Checker.Chain.Height, 2, 6);
    }

    [Fact]
    public void Submit_FailureOnceTheLimitIsReached_IsRefusedAtOnce()
    {
        SubmitOverdrafts(32, Validity);
        Run(TimeSpan.FromSeconds(5));
        SubmitOverdrafts(1, Validity);
        Run(TimeSpan.FromSeconds(1));

        var refused = Assert.Single(_cluster.Checker.Submissions.Answers.OfType<SubmissionAnswer.Refused>());
        Assert.Equal(Reason.TransactionFailureLimit, refused.Reason);
    }

    // Only the node that somebody waits at has a reason for a block: the others could not take the transaction.
    [Fact]
    public void Submit_FailureBeyondTheLimitAtAnIdleNode_IsAnsweredOnceItsTimeHasPassed()
    {
        SubmitOverdrafts(33, TimeSpan.FromSeconds(50));

        Run(TimeSpan.FromMinutes(10));

        Assert.Empty(_cluster.Checker.Submissions.Open);
        Assert.Single(_cluster.Checker.Submissions.Answers.OfType<SubmissionAnswer.Expired>());
        Assert.Equal(32, _cluster.Checker.Submissions.Committed);
        Assert.InRange(_cluster.Checker.Chain.Height, 2, 4);
    }

    [Fact]
    public void Submit_FailureBeyondTheLimitAtANodeWithAFastClock_KeepsTheOthersAwakeNowAndThenOnly()
    {
        _cluster.Nodes[1].ClockSkew = TimeSpan.FromSeconds(20);
        SubmitOverdrafts(33, TimeSpan.FromSeconds(50));

        Run(TimeSpan.FromMinutes(10));

        Assert.Empty(_cluster.Checker.Submissions.Open);
        Assert.InRange(_cluster.Checker.Chain.Height, 3, 9);
    }

    // A pool lets go what many tips refuse, but others may still hold it: only the log can say what became of it.
    [Fact]
    public void Submit_LetGoByThePool_IsNotAnsweredBeforeTheLogSays()
    {
        SubmitOverdrafts(33, TimeSpan.FromSeconds(50));
        for (var block = 0; block < 24; block++)
        {
            _cluster.Submit(_cluster.Nodes[2], _cluster.NewMint(Validity));
            Run(TimeSpan.FromSeconds(1));
        }

        Assert.False(_cluster.Nodes[1].Replica!.Parts.Pool.Count > 0);
        Assert.Single(_cluster.Checker.Submissions.Open);
        Run(TimeSpan.FromMinutes(1));

        Assert.Single(_cluster.Checker.Submissions.Answers.OfType<SubmissionAnswer.Expired>());
        Assert.Empty(_cluster.Checker.Submissions.Answers.OfType<SubmissionAnswer.Refused>());
    }

    private void SubmitOverdrafts(int count, TimeSpan validity)
    {
        for (var number = 0; number < count; number++)
            _cluster.Submit(_cluster.Nodes[1], _cluster.Desk.Overdraft(_cluster.Host.TimeOf(validity)));
    }

    private static TimeSpan Validity => TimeSpan.FromMinutes(14);

    private Model.Transactions.Transaction Rubbish() => _cluster.Desk.Rubbish(_cluster.Host.TimeOf(Validity));

    private void Run(TimeSpan length) => _cluster.Scheduler.RunUntil(_cluster.Scheduler.Now + length, () => false);
}
