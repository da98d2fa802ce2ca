using Ledger.Consensus.Messages;
using Ledger.Consensus.Tests.Clusters;
using Ledger.Consensus.Views;
using Ledger.Consensus.Votes;
using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests;

/// <summary>PROTOCOL 9.1: the rules that others learnt the hard way, seen from validator 3 of four.</summary>
/// <remarks>
/// R1, R2 and R12 are in JustificationTests, R3 in CertificateTests, R6 in SignerStateTests, R9 in VoteCasterTests.
/// </remarks>
public sealed class ProtocolTests
{
    private static readonly Height H = new(1);
    private static readonly BlockHash A = Sample.Block("a");

    private readonly Solo _solo = new(3);

    [Fact]
    public void R4_StaleTimers_ChangeNothing()
    {
        _solo.Want();
        var stale = _solo.Effects.OfType<Effect.SetTimer>().First(set => set.Timer.Kind == TimerKind.View).Timer;
        _solo.Hear(Sample.Skip(1, null, (1, 1), (1, 1), (1, 1)));
        var state = _solo.State;

        Assert.Empty(_solo.Step(new Input.TimerExpired(_solo.Now, stale)));
        Assert.Empty(_solo.Step(new Input.TimerExpired(_solo.Now, stale with { Height = new(9) })));

        Assert.Same(state, _solo.State);
    }

    [Fact]
    public void R4_FinalityTwiceAndSynced_IsCommittedOnce()
    {
        var proposal = _solo.Fresh(1);
        _solo.Hear(proposal);
        var finality = Sample.Finality(1, proposal.Block);

        _solo.Hear(finality);
        _solo.Hear(Sample.Finality(1, proposal.Block, signers: 4));
        _solo.Step(new Input.BlockSynced(_solo.Now, Verified.AfterChecking(finality)));

        Assert.Single(_solo.Effects.OfType<Effect.Commit>());
        _solo.Commit(proposal.Header!);
        Assert.Equal(new Height(2), _solo.State.Height);
    }

    [Fact]
    public void R4_TimerBehindTheDecidingVote_NullifiesNothing()
    {
        var proposal = _solo.Fresh(1);
        _solo.Hear(proposal);
        _solo.Hear(Sample.Finality(1, proposal.Block));

        _solo.Expire(TimerKind.View);

        Assert.Empty(_solo.Cast.OfType<Nullify>());
    }

    [Fact]
    public void R5_OwnVote_IsSentOnlyAfterTheHostMadeItDurable()
    {
        var solo = new Solo(3) { Signs = false };
        solo.Hear(solo.Fresh(1));
        var vote = Assert.IsType<Notarize>(Assert.Single(solo.Cast));
        Assert.Empty(solo.Broadcasts);

        solo.Step(new Input.OwnVote(solo.Now, Sample.Signed(vote, 3)));

        Assert.Equal(vote, Assert.Single(solo.Broadcasts.OfType<ConsensusMessage.Voted>()).Vote.Vote);
    }

    [Fact]
    public void R7_RefusedVote_ChangesNothingAndIsNotAskedForAgain()
    {
        var solo = new Solo(3) { Signs = false };
        solo.Hear(solo.Fresh(1));
        var state = solo.State;

        Assert.Empty(solo.Step(new Input.VoteRefused(solo.Now, solo.Cast.Single(), VoteRefusal.SignerUnavailable)));
        solo.Hear(solo.Fresh(1));

        Assert.Equal(state.Signer, solo.State.Signer);
        Assert.Single(solo.Cast);
    }

    [Fact]
    public void R8_Restart_OwnVotesAreCastAgainSentAndCounted()
    {
        var above = Sample.Notarization(1, 0, A);
        var signer = SignerState.Empty
            .After(new Notarize(H, new(1), View.None, A), null)
            .After(new Finalize(H, new(1), A), above)
            .After(new Nullify(H, new(2), new(3)), above);

        var solo = new Solo(3, signer);

        Assert.Equal(new View(3), solo.State.View);
        Assert.Equal(above, solo.State.Notarization);
        Assert.Equal(3, solo.Broadcasts.OfType<ConsensusMessage.Voted>().Count());
        Assert.Equal(3, solo.State.Votes[3].All().Count());
        Assert.Equal(above, solo.State.Votes[3].Nullified!.Notarization);
    }

    [Fact]
    public void R8_RestartAfterFinalizing_IsInTheNextView()
    {
        var signer = SignerState.Empty.After(new Finalize(H, new(1), A), Sample.Notarization(1, 0, A));

        var solo = new Solo(3, signer);

        Assert.Equal(new View(2), solo.State.View);
        Assert.IsType<NotarizationCertificate>(solo.State.Entry);
    }

    [Fact]
    public void R10_TimeoutsWithoutAQuorum_LeaveTheViewAlone()
    {
        _solo.Want();
        _solo.Expire(TimerKind.View);
        for (var pause = 0; pause < 100; pause++)
            _solo.Expire(TimerKind.Rebroadcast);

        Assert.Equal(View.First, _solo.State.View);
        Assert.Single(_solo.Cast.OfType<Nullify>());
    }

    [Fact]
    public void R11_NothingMoves_VotesAreRepeatedWithGrowingPauses()
    {
        _solo.Want();
        _solo.Expire(TimerKind.View);
        var pauses = new List<TimeSpan>();
        for (var pause = 0; pause < 12; pause++)
        {
            var effects = _solo.Expire(TimerKind.Rebroadcast);
            Assert.Contains(effects, effect => effect is Effect.Broadcast { Message: ConsensusMessage.Voted });
            pauses.Add(effects.OfType<Effect.SetTimer>().Single(set => set.Timer.Kind == TimerKind.Rebroadcast).Delay);
        }

        Assert.True(pauses[3] > pauses[0]);
        Assert.All(pauses, pause => Assert.InRange(pause, TimeSpan.FromSeconds(1.35), TimeSpan.FromSeconds(11)));
    }

    [Fact]
    public void R11_CertificateOfAnUnknownBlock_FetchesUntilAnswered()
    {
        var solo = new Solo(3) { Verdict = null };

        solo.Hear(Sample.Notarization(1, 0, A));
        var first = Assert.Single(solo.Effects.OfType<Effect.Fetch>());
        solo.Expire(TimerKind.Rebroadcast);

        Assert.Equal(new ushort[] { 0, 1, 2 }, first.Sources.AsEnumerable());
        Assert.Equal(2, solo.Effects.OfType<Effect.Fetch>().Count(fetch => fetch.Block == A));
        solo.Step(new Input.BodyJudged(solo.Now, H, A, IsValid: true));
        Assert.Equal(A, Assert.Single(solo.Cast.OfType<Finalize>()).Block);
    }

    [Fact]
    public void R11_VotesForAProposalThatDidNotCome_AskOneVoterForIt()
    {
        _solo.Hear(new Notarize(H, View.First, View.None, A), 1);

        var effects = _solo.Expire(TimerKind.Push);

        var asked = Assert.Single(effects.OfType<Effect.Send>(), send => send.Message is ConsensusMessage.GetProposal);
        Assert.Equal(1, asked.Peer);
    }

    // R13: whatever the view, a pause costs a peer no more than two certificates, a proposal, three votes, a status.
    [Fact]
    public void R13_Standstill_SaysABoundedAmount()
    {
        var above = Sample.Notarization(1, 0, A);
        _solo.Hear(_solo.Fresh(1));
        for (var view = 2u; view < 40; view++)
            _solo.Hear(Sample.Skip(view, above, (2, view), (2, view), (2, view)));
        _solo.Expire(TimerKind.View);

        Assert.InRange(_solo.Expire(TimerKind.Rebroadcast).Count(effect => effect is Effect.Broadcast), 3, 7);
    }

    [Fact]
    public void R14_ClaimsOfGreatHeights_AreHintsAndNothingElse()
    {
        var claim = new ConsensusMessage.Status(new(ulong.MaxValue), new(uint.MaxValue), View.None);

        var hint = Assert.IsType<Effect.SyncHint>(Assert.Single(_solo.Hear(1, claim)));

        Assert.False(hint.IsProven);
        Assert.Empty(_solo.Hear(1, claim));
        Assert.False(_solo.State.IsBehind);
        var proof = Assert.Single(_solo.Hear(Sample.Finality(1, A, height: 7)));
        Assert.True(Assert.IsType<Effect.SyncHint>(proof).IsProven);
        Assert.True(_solo.State.IsBehind);
    }

    [Fact]
    public void R14_KnownBehind_NeitherNullifiesNorProposes()
    {
        var solo = new Solo(0);
        solo.Hear(Sample.Finality(1, A, height: 7));

        solo.Want();
        solo.Expire(TimerKind.View);

        Assert.Empty(solo.Cast);
        Assert.Empty(solo.Effects.OfType<Effect.BuildBlock>());
    }

    [Fact]
    public void R15_VotesForEveryView_FillSlotsAndNoMore()
    {
        for (var view = 1u; view < 3000; view++)
        {
            var far = view * 1_000_003u % uint.MaxValue + 1;
            _solo.Hear(new Notarize(H, new(view), View.None, A), 1);
            _solo.Hear(new Finalize(H, new(far), A), 1);
            _solo.Hear(new Nullify(H, View.First, new(view)), 1);
            _solo.Hear(new Notarize(new(2), new(view), View.None, A), 1);
            _solo.Hear(new Notarize(new(far + 2UL), new(view), View.None, A), 1);
        }

        Assert.Equal(9, _solo.State.Votes[1].Notarized.Count);
        Assert.InRange(_solo.State.Votes[1].All().Count(), 10, 19);
        Assert.Equal(4, _solo.State.Early.Count);
        Assert.InRange(_solo.State.Bodies.Count, 0, 4);
    }

    [Fact]
    public void R15_QuestionsWithoutPause_AreAnsweredFourTimesASecond()
    {
        _solo.Hear(Sample.Notarization(1, 0, A));
        _solo.Forget();

        for (var millisecond = 0; millisecond < 1000; millisecond++)
        {
            _solo.Now = new(Sample.Start.Milliseconds + (ulong)millisecond);
            _solo.Hear(1, new ConsensusMessage.Status(H, View.First, View.None));
        }

        Assert.Equal(4, _solo.Effects.OfType<Effect.Send>().Count());
    }

    [Theory]
    [InlineData(5_000, true)]
    [InlineData(5_001, false)]
    [InlineData(-7_000, true)]
    [InlineData(-7_001, false)]
    public void R16_TimeOfAFreshBlock_MustBeNearTheVotersClock(int offset, bool isVotedFor)
    {
        var tip = Sample.GenesisTip(Sample.Four) with { Time = Timestamp.Epoch };
        var solo = new Solo(3, tip: tip);
        var time = new Timestamp((ulong)((long)Sample.Start.Milliseconds + offset));
        var header = Sample.HeaderOn(tip, View.First, 0) with { Time = time };

        solo.Hear(Sample.Propose(header, 1, 0, Justification.None, 0));

        Assert.Equal(isVotedFor, solo.Cast.OfType<Notarize>().Any());
        Assert.Equal(!isVotedFor, solo.Cast.OfType<Nullify>().Any());
    }

    [Fact]
    public void R16_TimeOfACarriedBlock_IsNeverJudged()
    {
        var header = Sample.HeaderOn(_solo.Tip, View.First, 0) with { Time = new(ulong.MaxValue) };
        var notarization = Sample.Notarization(1, 0, header.Hash());

        _solo.Hear(Sample.Propose(header, 2, 1, new(null, notarization), 1));

        Assert.Single(_solo.Cast.OfType<Notarize>());
    }
}
