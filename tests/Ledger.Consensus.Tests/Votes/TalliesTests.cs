using Ledger.Consensus.Messages;
using Ledger.Consensus.Tests.Clusters;
using Ledger.Consensus.Views;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Votes;

public sealed class TalliesTests
{
    private static readonly Height H = new(1);
    private static readonly BlockHash A = Sample.Block("a");

    private readonly Solo _solo = new(3);

    [Fact]
    public void OnNullify_MoreThanFaultyMax_JoinsThem()
    {
        _solo.Hear(new Nullify(H, View.First, View.First), 0);
        Assert.Empty(_solo.Cast);

        _solo.Hear(new Nullify(H, View.First, View.First), 1);

        Assert.Equal(NullifyReason.Amplification, Assert.Single(_solo.Effects.OfType<Effect.Nullifying>()).Reason);
        Assert.Equal(new View(2), _solo.State.View);
    }

    /// <summary>PROTOCOL 10.9: what waits may be known to one node only.</summary>
    [Fact]
    public void OnNullify_OfOneValidatorAtAnIdleHeight_StartsTheTimers()
    {
        _solo.Hear(new Nullify(H, View.First, View.First), 1);

        var timers = _solo.Effects.OfType<Effect.SetTimer>().Select(set => set.Timer.Kind);
        Assert.Equal([TimerKind.View, TimerKind.Rebroadcast], timers.Order());
        _solo.Expire(TimerKind.View);
        Assert.Equal(new Nullify(H, View.First, View.First), Assert.Single(_solo.Cast));
    }

    [Fact]
    public void OnNullify_RangesThatEndApart_SkipTheHighestViewTheyShare()
    {
        var solo = new Solo(3) { Signs = false };

        solo.Hear(new Nullify(H, View.First, new(5)), 0);
        solo.Hear(new Nullify(H, View.First, new(3)), 1);
        solo.Hear(new Nullify(H, View.First, new(4)), 2);

        var skip = Assert.IsType<SkipCertificate>(solo.State.Entry);
        Assert.Equal(new View(3), skip.View);
        Assert.Equal(CertificateFault.None, skip.FindFault(Sample.Four));
    }

    [Fact]
    public void OnVote_OfAnotherThanThePeer_IsNotHeard()
    {
        _solo.Hear(2, new ConsensusMessage.Voted(Sample.Signed(new Notarize(H, View.First, View.None, A), 1)));

        Assert.Empty(_solo.State.Votes.SelectMany(votes => votes.All()));
    }

    [Fact]
    public void OnVote_OfAStranger_IsNotHeard()
    {
        var state = _solo.State;

        _solo.Hear(new Notarize(H, View.First, View.None, A), 99);

        Assert.Same(state, _solo.State);
    }
}
