using Ledger.Consensus.Tests.Clusters;
using Ledger.Model.Values;

namespace Ledger.Consensus.Tests.Certificates;

public sealed class CertifyingTests
{
    private static readonly BlockHash A = Sample.Block("a");

    private readonly Solo _solo = new(3);

    [Fact]
    public void OnFinality_BlockThatIsInvalidHere_HaltsForDivergence()
    {
        var solo = new Solo(3) { Verdict = false };
        var proposal = solo.Fresh(1);
        solo.Hear(proposal);

        solo.Hear(Sample.Finality(1, proposal.Block));

        Assert.Equal(HaltReason.Divergence, Assert.Single(solo.Effects.OfType<Effect.Halt>()).Reason);
        Assert.Empty(solo.Hear(Sample.Skip(1, null, (1, 1), (1, 1), (1, 1))));
    }

    // S21: it cannot be resolved, only shown.
    [Fact]
    public void OnFinality_TwoBlocksOfOneHeight_HaltsAndNamesTheSigners()
    {
        var solo = new Solo(3) { Verdict = null };
        solo.Hear(Sample.Finality(1, A));

        solo.Hear(Sample.Finality(1, Sample.Block("b")));

        Assert.Equal(HaltReason.ConflictingFinality, Assert.Single(solo.Effects.OfType<Effect.Halt>()).Reason);
        var culprits = solo.Effects.OfType<Effect.ReportEvidence>().Select(report => report.Evidence.Culprit);
        Assert.Equal(new ushort[] { 0, 1, 2 }, culprits.Order());
        Assert.Empty(solo.Want());
    }

    [Fact]
    public void OnFinality_OfTheTipForAnotherBlock_Halts()
    {
        var proposal = _solo.Fresh(1);
        _solo.Hear(proposal);
        _solo.Hear(Sample.Finality(1, proposal.Block));
        _solo.Commit(proposal.Header!);

        _solo.Hear(Sample.Finality(2, A));

        Assert.Equal(HaltReason.ConflictingFinality, Assert.Single(_solo.Effects.OfType<Effect.Halt>()).Reason);
    }
}
