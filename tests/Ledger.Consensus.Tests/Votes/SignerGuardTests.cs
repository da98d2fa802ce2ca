using Ledger.Consensus.Tests.Clusters;
using Ledger.Consensus.Votes;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Votes;

/// <summary>PROTOCOL 9.5: G0 to G4.</summary>
public sealed class SignerGuardTests
{
    private static readonly BlockHash A = Sample.Block("a");
    private static readonly BlockHash B = Sample.Block("b");

    private readonly SignerGuard _guard = new();
    private SignerState _state = SignerState.Empty;

    [Fact]
    public void G0_EarlierHeight_IsRefused()
    {
        Sign(new Notarize(new(5), new(1), View.None, A));

        Assert.Equal(VoteRefusal.HeightPassed, Judge(new Notarize(new(4), new(9), View.None, A)));
    }

    [Fact]
    public void G0_LaterHeight_BeginsAnew()
    {
        Sign(Notarize(7, A));
        Sign(new Notarize(new(2), new(1), View.None, B));

        Assert.Equal(new Height(2), _state.Height);
        Assert.Equal(VoteRefusal.HeightPassed, Judge(Notarize(8, A)));
    }

    [Theory]
    [InlineData(3, VoteRefusal.AlreadyProposed)]
    [InlineData(2, VoteRefusal.AlreadyProposed)]
    [InlineData(4, VoteRefusal.None)]
    public void G1_ProposalAfterView3_OnlyInALaterView(uint view, VoteRefusal expected)
    {
        Sign(Propose(3, A));

        Assert.Equal(expected, Judge(Propose(view, B)));
    }

    [Theory]
    [InlineData(2, VoteRefusal.NotarizeTooLate)]
    [InlineData(3, VoteRefusal.NotarizeTooLate)]
    [InlineData(4, VoteRefusal.None)]
    public void G2_NotarizeAfterNotarizeOfView3_OnlyInALaterView(uint view, VoteRefusal expected)
    {
        Sign(Notarize(3, A));

        Assert.Equal(expected, Judge(Notarize(view, B)));
    }

    [Fact]
    public void G2_SameBlockOtherParent_IsAnotherVote()
    {
        Sign(new Notarize(new(1), new(3), View.None, A));

        Assert.Equal(VoteRefusal.NotarizeTooLate, Judge(new Notarize(new(1), new(3), new(2), A)));
    }

    [Theory]
    [InlineData(3, VoteRefusal.NotarizeTooLate)]
    [InlineData(4, VoteRefusal.None)]
    public void G2_NotarizeAfterNullifyUpToView3_OnlyAbove(uint view, VoteRefusal expected)
    {
        Sign(Nullify(1, 3));

        Assert.Equal(expected, Judge(Notarize(view, A)));
    }

    [Theory]
    [InlineData(3, VoteRefusal.NotarizeTooLate)]
    [InlineData(4, VoteRefusal.None)]
    public void G2_NotarizeAfterFinalizeOfView3_OnlyAbove(uint view, VoteRefusal expected)
    {
        SignFinalize(3, A);

        Assert.Equal(expected, Judge(Notarize(view, A)));
    }

    [Theory]
    [InlineData(2, VoteRefusal.AlreadyFinalized)]
    [InlineData(3, VoteRefusal.AlreadyFinalized)]
    [InlineData(4, VoteRefusal.None)]
    public void G3_FinalizeAfterFinalizeOfView3_OnlyAbove(uint view, VoteRefusal expected)
    {
        SignFinalize(3, A);

        Assert.Equal(expected, JudgeFinalize(view, B));
    }

    // The range counts, not only its ends: a view inside it can no longer be finalized.
    [Theory]
    [InlineData(1, VoteRefusal.FinalizeAfterNullify)]
    [InlineData(2, VoteRefusal.FinalizeAfterNullify)]
    [InlineData(3, VoteRefusal.FinalizeAfterNullify)]
    [InlineData(4, VoteRefusal.None)]
    public void G3_FinalizeAfterNullifyOfViews1To3_OnlyAbove(uint view, VoteRefusal expected)
    {
        Sign(Nullify(1, 3));

        Assert.Equal(expected, JudgeFinalize(view, A));
    }

    [Theory]
    [InlineData(2, true, VoteRefusal.FinalizeAgainstNotarize)]
    [InlineData(3, false, VoteRefusal.FinalizeAgainstNotarize)]
    [InlineData(3, true, VoteRefusal.None)]
    [InlineData(4, false, VoteRefusal.None)]
    public void G3_FinalizeAfterNotarizeOfView3_SameBlockOrLaterView(uint view, bool isSame, VoteRefusal expected)
    {
        Sign(Notarize(3, A));

        Assert.Equal(expected, JudgeFinalize(view, isSame ? A : B));
    }

    [Fact]
    public void G3_WithoutItsNotarizationCertificate_IsUnfounded()
    {
        var vote = new Finalize(new(1), new(2), A);

        Assert.Equal(VoteRefusal.Unfounded, _guard.Judge(_state, vote, null, out _));
        Assert.Equal(VoteRefusal.Unfounded, _guard.Judge(_state, vote, Sample.Notarization(2, 0, B), out _));
        Assert.Equal(VoteRefusal.Unfounded, _guard.Judge(_state, vote, Sample.Notarization(1, 0, A), out _));
        Assert.Equal(VoteRefusal.Unfounded, _guard.Judge(_state, vote, Sample.Notarization(2, 0, A, height: 2), out _));
    }

    [Theory]
    [InlineData(1, 2, VoteRefusal.NullifyTooLate)]
    [InlineData(1, 3, VoteRefusal.NullifyTooLate)]
    [InlineData(1, 4, VoteRefusal.None)]
    public void G4_NullifyAfterNullifyUpTo3_OnlyHigher(uint low, uint high, VoteRefusal expected)
    {
        Sign(Nullify(2, 3), Sample.Notarization(1, 0, A));

        Assert.Equal(expected, Judge(Nullify(low, high)));
    }

    [Theory]
    [InlineData(2, VoteRefusal.NullifyTooLate)]
    [InlineData(3, VoteRefusal.None)]
    public void G4_NullifyAfterNotarizeOfView3_NotBelowIt(uint high, VoteRefusal expected)
    {
        Sign(Notarize(3, A));

        Assert.Equal(expected, Judge(Nullify(1, high)));
    }

    [Theory]
    [InlineData(1, VoteRefusal.NullifyAfterFinalize)]
    [InlineData(3, VoteRefusal.NullifyAfterFinalize)]
    [InlineData(4, VoteRefusal.None)]
    public void G4_NullifyAfterFinalizeOfView3_OnlyAboveIt(uint low, VoteRefusal expected)
    {
        SignFinalize(3, A);

        var above = low > 1 ? Sample.Notarization(low - 1, 0, A) : null;

        Assert.Equal(expected, Judge(Nullify(low, 5), above));
    }

    [Fact]
    public void G4_LowAbove1WithoutItsCertificate_IsUnfounded()
    {
        Assert.Equal(VoteRefusal.Unfounded, Judge(Nullify(3, 3)));
        Assert.Equal(VoteRefusal.Unfounded, Judge(Nullify(3, 3), Sample.Notarization(1, 0, A)));
        Assert.Equal(VoteRefusal.Unfounded, Judge(Nullify(1, 3), Sample.Notarization(1, 0, A)));
        Assert.Equal(VoteRefusal.Unfounded, Judge(new Nullify(new(1), new(4), new(3))));
    }

    [Fact]
    public void Judge_VerySameVoteAgain_IsAlwaysAllowedAndChangesNothing()
    {
        var above = Sample.Notarization(1, 0, A);
        var votes = new (Vote, NotarizationCertificate?)[]
        {
            (Notarize(1, A), null),
            (new Finalize(new(1), new(1), A), above),
            (Propose(2, A), null),
            (Nullify(2, 2), above),
        };
        foreach (var (vote, notarization) in votes)
            Sign(vote, notarization);

        foreach (var (vote, notarization) in votes)
        {
            Assert.Equal(VoteRefusal.None, _guard.Judge(_state, vote, notarization, out var next));
            Assert.Same(_state, next);
        }
    }

    private static Propose Propose(uint view, BlockHash block) =>
        new(new(1), new(view), View.None, block, Justification.None.Hash());

    private static Notarize Notarize(uint view, BlockHash block) => new(new(1), new(view), View.None, block);

    private static Nullify Nullify(uint low, uint high) => new(new(1), new(low), new(high));

    private VoteRefusal Judge(Vote vote, NotarizationCertificate? notarization = null) =>
        _guard.Judge(_state, vote, notarization, out _);

    private VoteRefusal JudgeFinalize(uint view, BlockHash block) =>
        Judge(new Finalize(new(1), new(view), block), Sample.Notarization(view, 0, block));

    private void SignFinalize(uint view, BlockHash block) =>
        Sign(new Finalize(new(1), new(view), block), Sample.Notarization(view, 0, block));

    private void Sign(Vote vote, NotarizationCertificate? notarization = null)
    {
        Assert.Equal(VoteRefusal.None, _guard.Judge(_state, vote, notarization, out var next));
        _state = next;
    }
}
