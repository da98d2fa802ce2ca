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

    public static TheoryData<EvidenceKind, bool> Pairs()
    {
        var kinds = Enum.GetValues<EvidenceKind>().Where(kind => kind != EvidenceKind.TwoProposals);
        var data = new TheoryData<EvidenceKind, bool>();
        foreach (var kind in kinds)
        {
            data.Add(kind, false);
            data.Add(kind, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void OnVote_ContradictsAnEarlierOne_IsReportedOnce(EvidenceKind kind, bool isReversed)
    {
        var (one, other) = PairOf(kind);
        if (isReversed)
            (one, other) = (other, one);

        _solo.Hear(one, 1);
        _solo.Hear(other, 1);
        _solo.Hear(other, 1);

        var evidence = Assert.Single(_solo.Effects.OfType<Effect.ReportEvidence>()).Evidence;
        Assert.Equal(kind, evidence.Kind);
        Assert.Equal(1, evidence.Culprit);
    }

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

    private static (Vote One, Vote Other) PairOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.TwoNotarizations =>
            (new Notarize(H, new(2), View.None, A), new Notarize(H, new(2), new(1), A)),
        EvidenceKind.FinalizedAndNullified =>
            (new Finalize(H, new(2), A), new Nullify(H, new(1), new(3))),
        EvidenceKind.TwoFinalizations =>
            (new Finalize(H, new(2), A), new Finalize(H, new(2), B)),
        _ => (new Notarize(H, new(2), View.None, A), new Finalize(H, new(2), B)),
    };
}
