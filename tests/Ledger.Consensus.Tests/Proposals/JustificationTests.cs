using Ledger.Consensus.Messages;
using Ledger.Consensus.Tests.Clusters;
using Ledger.Consensus.Views;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Proposals;

/// <summary>PROTOCOL 9.6: which proposals are voted for, seen from validator 3.</summary>
public sealed class JustificationTests
{
    private static readonly Tip Genesis = Sample.GenesisTip(Sample.Four);
    private static readonly Header Carried = Sample.HeaderOn(Genesis, View.First, 0, "carried");
    private static readonly NotarizationCertificate First = Sample.Notarization(1, 0, Carried.Hash());

    private readonly Solo _solo = new(3);

    [Fact]
    public void View1_FreshBlockOfTheLeader_IsVotedFor() => Assert.True(IsVotedFor(_solo.Fresh(1)));

    [Fact]
    public void View1_OfAnotherThanTheLeader_IsNot()
    {
        var header = Sample.HeaderOn(Genesis, View.First, 1);

        Assert.False(IsVotedFor(Sample.Propose(header, 1, 0, Justification.None, signer: 1)));
    }

    [Fact]
    public void View1_WithCertificates_IsNot() => Assert.False(IsVotedFor(_solo.Fresh(1, Skip(1))));

    [Fact]
    public void NextView_NotarizedBlockCarriedOver_IsVotedFor() =>
        Assert.True(IsVotedFor(CarriedIn(2, 1, new(null, First))));

    // The block keeps its hash and its header; nothing of the view is judged again.
    [Fact]
    public void R2_CarriedOverWithoutHeader_IsVotedFor() =>
        Assert.True(IsVotedFor(CarriedIn(2, 1, new(null, First)) with { Header = null }));

    [Fact]
    public void NextView_CertificateOfAnotherBlock_IsNot() =>
        Assert.False(IsVotedFor(CarriedIn(2, 1, new(null, Sample.Notarization(1, 0, Sample.Block("other"))))));

    [Fact]
    public void NextView_CertificateOfAnotherHeight_IsNot() =>
        Assert.False(IsVotedFor(CarriedIn(2, 1, new(null, Sample.Notarization(1, 0, Carried.Hash(), height: 2)))));

    [Fact]
    public void NextView_NoCertificate_IsNot() => Assert.False(IsVotedFor(CarriedIn(2, 1, Justification.None)));

    [Fact]
    public void NextView_FreshBlockWithoutSkip_IsNot() => Assert.False(IsVotedFor(_solo.Fresh(2)));

    [Fact]
    public void SkippedView_FreshBlockWithSkip_IsVotedFor() => Assert.True(IsVotedFor(_solo.Fresh(2, Skip(1))));

    [Fact]
    public void SkippedView_SkipOfAnEarlierView_IsNot() => Assert.False(IsVotedFor(_solo.Fresh(3, Skip(1))));

    [Fact]
    public void SkippedViews_CarriedOverFromBelow_IsVotedFor() =>
        Assert.True(IsVotedFor(CarriedIn(3, 1, new(Sample.Skip(2, First, (2, 2), (2, 2), (1, 2)), First))));

    [Fact]
    public void SkippedViews_CarriedOverThoughNothingForcesIt_IsVotedFor() =>
        Assert.True(IsVotedFor(CarriedIn(3, 1, new(Sample.Skip(2, null, (1, 2), (1, 2), (1, 2)), First))));

    // S7: with a low of 2 among the ranges, view 1 may be final: only its block may follow.
    [Fact]
    public void SkippedViews_FreshBlockWhereAHigherOneIsForced_IsNot() =>
        Assert.False(IsVotedFor(_solo.Fresh(3, Sample.Skip(2, First, (2, 2), (1, 2), (1, 2)))));

    [Fact]
    public void SkippedViews_CarriedOverFromBelowTheForcedView_IsNot()
    {
        var above = Sample.Notarization(2, 1, Carried.Hash());
        var skip = Sample.Skip(3, above, (3, 3), (1, 3), (1, 3));

        Assert.False(IsVotedFor(CarriedIn(4, 1, new(skip, First))));
    }

    [Fact]
    public void FreshBlock_HeaderOfAnotherView_IsNot()
    {
        var header = Sample.HeaderOn(Genesis, new(2), 0);

        Assert.False(IsVotedFor(Sample.Propose(header, 1, 0, Justification.None, signer: 0)));
    }

    [Theory]
    [InlineData("parent")]
    [InlineData("network")]
    [InlineData("proposer")]
    [InlineData("streak")]
    [InlineData("validators")]
    [InlineData("time")]
    public void FreshBlock_HeaderThatDoesNotExtendTheTip_IsNot(string field)
    {
        var sound = Sample.HeaderOn(Genesis, View.First, 0);
        var header = field switch
        {
            "parent" => sound with { Parent = Sample.Block("other") },
            "network" => sound with { Network = new(Sample.Hash("other")) },
            "proposer" => sound with { Proposer = 1 },
            "streak" => sound with { Streak = 2 },
            "validators" => sound with { ValidatorsHash = Sample.Hash("other") },
            _ => sound with { Time = Genesis.Time },
        };

        Assert.True(IsVotedFor(Sample.Propose(sound, 1, 0, Justification.None, 0)));
        var solo = new Solo(3);
        solo.Hear(Sample.Propose(header, 1, 0, Justification.None, signer: 0));
        Assert.Empty(solo.Cast);
    }

    // What this validator notarized before does not bind it.
    [Fact]
    public void R1_OtherBlockThanWasNotarizedHere_IsVotedFor()
    {
        _solo.Hear(_solo.Fresh(1));

        Assert.True(IsVotedFor(_solo.Fresh(2, Skip(1), "another")));
    }

    // Whoever can enter a view can also lead it, however its peers entered.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void R12_LeaderEnteredBySkipOrNotarization_ProposesWhatEveryPeerAccepts(bool isBySkip)
    {
        var leader = new Solo(1);
        leader.Hear(First, peer: 0);
        if (isBySkip)
        {
            leader.Hear(Sample.Skip(2, First, (2, 2), (2, 2), (2, 2)));
            leader.Hear(Sample.Skip(5, First, (2, 5), (2, 5), (2, 5)));
        }
        else
        {
            leader.Expire(TimerKind.Grace);
        }

        var proposal = leader.Broadcasts.OfType<ConsensusMessage.Proposed>().Last().Proposal;

        Assert.Equal(new View(isBySkip ? 6u : 2u), proposal.View);
        Assert.True(Sample.Verifier(Sample.Four).IsValid(proposal));
        Assert.True(IsVotedFor(proposal));
    }

    private static SkipCertificate Skip(uint view) => Sample.Skip(view, null, (1, view), (1, view), (1, view));

    private static Proposal CarriedIn(uint view, uint parent, Justification justification) => Sample.Propose(
        Carried, view, parent, justification, LeaderSchedule.LeaderOf(Genesis, new(view), termBlocks: 32));

    private bool IsVotedFor(Proposal proposal)
    {
        _solo.Hear(proposal);
        return _solo.Cast.OfType<Notarize>().Any(vote =>
            vote.View == proposal.View && vote.Parent == proposal.Parent && vote.Block == proposal.Block);
    }
}
