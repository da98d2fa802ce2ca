using Ledger.Consensus.Messages;
using Ledger.Consensus.Tests.Clusters;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Accountability;

/// <summary>PROTOCOL 9.10: the core notices E1 to E5 among the votes it hears, whichever comes first.</summary>
public sealed class AccusingTests
{
    private static readonly Height H = new(1);
    private static readonly BlockHash A = Sample.Block("a");
    private static readonly BlockHash B = Sample.Block("b");

    private readonly Solo _solo = new(3);

    [Fact]
    public void E1_SecondProposalOfAView_IsReportedAndTheFirstKept()
    {
        var first = _solo.Fresh(1);
        _solo.Hear(first);

        _solo.Hear(_solo.Fresh(1, content: "another"));

        var evidence = Assert.Single(_solo.Effects.OfType<Effect.ReportEvidence>()).Evidence;
        Assert.Equal(EvidenceKind.TwoProposals, evidence.Kind);
        Assert.Same(first, _solo.State.Proposal);
    }

    // The same block, as if it had been notarized in another view before.
    [Fact]
    public void E1_SecondProposalWithAnotherParent_IsReported()
    {
        var header = Sample.HeaderOn(_solo.Tip, View.First, 0);
        _solo.Hear(Sample.Propose(header, 3, 1, Justification.None, 2));

        _solo.Hear(Sample.Propose(header, 3, 2, Justification.None, 2));

        AssertReported(EvidenceKind.TwoProposals, culprit: 2);
    }

    [Fact]
    public void E2_NotarizeOfAnotherBlock_IsReportedOnce() =>
        AssertReported(EvidenceKind.TwoNotarizations, Notarize(2, 0, A), Notarize(2, 0, B));

    [Fact]
    public void E2_NotarizeWithAnotherParent_IsReportedOnce() =>
        AssertReported(EvidenceKind.TwoNotarizations, Notarize(2, 0, A), Notarize(2, 1, A));

    [Theory]
    [InlineData(1, 3)]
    [InlineData(2, 2)]
    public void E3_FinalizeOfANullifiedView_IsReportedOnce(uint low, uint high) =>
        AssertReported(EvidenceKind.FinalizedAndNullified, Finalize(2, A), new Nullify(H, new(low), new(high)));

    [Fact]
    public void E4_FinalizeOfAnotherBlock_IsReportedOnce() =>
        AssertReported(EvidenceKind.TwoFinalizations, Finalize(2, A), Finalize(2, B));

    [Fact]
    public void E5_FinalizeOfAnotherBlockThanNotarized_IsReportedOnce() =>
        AssertReported(EvidenceKind.FinalizedAnother, Notarize(2, 0, A), Finalize(2, B));

    [Fact]
    public void OnCertificate_SignerVotedOtherwiseHere_IsReported()
    {
        _solo.Hear(new Notarize(H, View.First, View.None, B), 2);

        _solo.Hear(Sample.Notarization(1, 0, A));

        var evidence = Assert.Single(_solo.Effects.OfType<Effect.ReportEvidence>()).Evidence;
        Assert.Equal((EvidenceKind.TwoNotarizations, (ushort)2), (evidence.Kind, evidence.Culprit));
    }

    [Fact]
    public void OnVote_TwoNullifyRanges_AreNoEvidence()
    {
        _solo.Hear(new Nullify(H, View.First, View.First), 1);
        _solo.Hear(1, new ConsensusMessage.Voted(Sample.Signed(new Nullify(H, new(2), new(3)), 1) with
        {
            Notarization = Sample.Notarization(1, 0, A),
        }));

        Assert.Empty(_solo.Effects.OfType<Effect.ReportEvidence>());
    }

    private static Notarize Notarize(uint view, uint parent, BlockHash block) => new(H, new(view), new(parent), block);

    private static Finalize Finalize(uint view, BlockHash block) => new(H, new(view), block);

    // Whichever comes first, and however often the second.
    private static void AssertReported(EvidenceKind kind, Vote one, Vote other)
    {
        foreach (var (first, second) in new[] { (one, other), (other, one) })
        {
            var solo = new Solo(3);
            solo.Hear(first, 1);
            solo.Hear(second, 1);
            solo.Hear(second, 1);
            AssertReported(solo, kind, culprit: 1);
        }
    }

    private void AssertReported(EvidenceKind kind, ushort culprit) => AssertReported(_solo, kind, culprit);

    private static void AssertReported(Solo solo, EvidenceKind kind, ushort culprit)
    {
        var evidence = Assert.Single(solo.Effects.OfType<Effect.ReportEvidence>()).Evidence;
        Assert.Equal((kind, culprit), (evidence.Kind, evidence.Culprit));
    }
}
