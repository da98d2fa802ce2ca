using Ledger.Consensus.Messages;
using Ledger.Consensus.Tests.Clusters;
using Ledger.Consensus.Views;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Messages;

public sealed class IntakeTests
{
    private static readonly Height H = new(1);

    private readonly Solo _solo = new(3);

    [Fact]
    public void OnPeerUp_InALaterView_HearsEntryVotesAndStatusAtOnce()
    {
        _solo.Hear(Sample.Skip(1, null, (1, 1), (1, 1), (1, 1)));
        _solo.Expire(TimerKind.View);

        var effects = _solo.Step(new Input.PeerUp(_solo.Now, 2)).OfType<Effect.Send>().ToList();

        Assert.All(effects, send => Assert.Equal(2, send.Peer));
        Assert.Equal(
            [typeof(ConsensusMessage.Certified), typeof(ConsensusMessage.Voted), typeof(ConsensusMessage.Status)],
            effects.Select(send => send.Message.GetType()));
    }

    [Fact]
    public void OnMessage_OfAPassedHeight_OffersTheBlock()
    {
        var proposal = _solo.Fresh(1);
        _solo.Hear(proposal);
        _solo.Hear(Sample.Finality(1, proposal.Block));
        _solo.Commit(proposal.Header!);

        Assert.Empty(_solo.Hear(new Finalize(H, View.First, proposal.Block), 1));

        var offer = Assert.Single(_solo.Hear(new Nullify(H, View.First, View.First), 1));
        Assert.Equal(new Effect.OfferBlock(1, H), offer);
    }

    [Fact]
    public void NextHeight_ProposalBeforeFinality_BringsItAndIsHeardAfterwards()
    {
        var first = _solo.Fresh(1);
        _solo.Hear(first);
        var finality = Sample.Finality(1, first.Block);
        var next = Sample.HeaderOn(Sample.TipOf(first.Header!, finality, Sample.Four), View.First, 0);
        _solo.Hear(Sample.Propose(next, 1, 0, Justification.None, 0, finality));
        Assert.Equal(finality, Assert.Single(_solo.Effects.OfType<Effect.Commit>()).Certificate);

        _solo.Commit(first.Header!);

        Assert.Contains(_solo.Cast.OfType<Notarize>(), vote => vote.Height == new Height(2));
    }
}
