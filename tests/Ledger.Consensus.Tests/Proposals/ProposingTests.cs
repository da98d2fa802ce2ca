using Ledger.Consensus.Tests.Clusters;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Proposals;

public sealed class ProposingTests
{
    private static readonly Height H = new(1);

    [Fact]
    public void OnProposal_InvalidBlock_IsNullifiedAtOnce()
    {
        var solo = new Solo(3) { Verdict = false };

        solo.Hear(solo.Fresh(1));

        Assert.Equal(new Nullify(H, View.First, View.First), Assert.Single(solo.Cast));
        Assert.Equal(NullifyReason.InvalidBlock, Assert.Single(solo.Effects.OfType<Effect.Nullifying>()).Reason);
    }

    [Fact]
    public void Observer_OutsideTheSet_FollowsWithoutAVote()
    {
        var observer = new Solo(77);
        var proposal = observer.Fresh(1);
        observer.Hear(proposal);

        observer.Hear(Sample.Finality(1, proposal.Block));

        Assert.Empty(observer.Cast);
        Assert.Single(observer.Effects.OfType<Effect.Commit>());
    }
}
