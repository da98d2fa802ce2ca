using Ledger.Execution.Rates;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Rates;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;

namespace Ledger.Execution.Tests.Operations;

public sealed class RateAgreementTests
{
    private const int LadderWidth = 24;

    private static readonly RateTerms Terms = Rate.Of(1, 2);

    [Fact]
    public void Agree_ByBothMembers_StandsWithItsFirstRevision()
    {
        var chain = ChainOfBrands();

        var transaction = Rate.Agree(chain, Beans, Miles, Terms);
        chain.Succeed(transaction);

        var agreement = AgreementOf(chain, Beans, Miles);
        Assert.Equal((1u, Terms, RatePauses.None), (agreement.Revision, agreement.Terms, agreement.Pauses));
        var revision = RevisionOf(chain, Beans, Miles, 1);
        Assert.Equal(
            (RevisionKind.Agreed, chain.Last.Height, transaction.Id, Terms),
            (revision.Kind, revision.Height, revision.Transaction, revision.Terms));
    }

    [Fact]
    public void Agree_WithoutOneOfTheMembers_IsRefused()
    {
        var chain = ChainOfBrands();
        var agree = new Operation.AgreeRate(Beans.Ticker, Miles.Ticker, Terms);

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(chain.Sign(Chain.Member(Beans.Issuer), agree)));
        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(chain.Sign(Chain.Member(Miles.Issuer), agree)));
    }

    [Fact]
    public void Agree_OnWhatCannotBeAgreed_Fails()
    {
        var chain = ChainOfBrands();
        var past = Terms with { ValidUntil = chain.Now };
        var toTreasury = Terms with { Rate = new(1, 2, FeePerMillion: 1), FeeAccount = Stars.Treasury.Account };

        Assert.Equal(Reason.TokenUnknown, chain.CommitOne(Rate.Agree(chain, Beans, new("NONE", 0), Terms)));
        Assert.Equal(Reason.RateSameMember, chain.CommitOne(Rate.Agree(chain, Beans, Beans, Terms)));
        Assert.Equal(Reason.RateTermsOutOfRange, chain.CommitOne(Rate.Agree(chain, Beans, Miles, past)));
        Assert.Equal(Reason.RateTermsOutOfRange, chain.CommitOne(Rate.Agree(chain, Beans, Miles, toTreasury)));
    }

    [Fact]
    public void Agree_OnAPairThatHasAnAgreement_FailsUntilThatHasEnded()
    {
        var chain = ChainOfBrands();
        var soon = Terms with { ValidUntil = new(chain.Now.Milliseconds + Rate.Hour) };
        chain.Succeed(Rate.Agree(chain, Beans, Miles, soon));

        Assert.Equal(Reason.RateExists, chain.CommitOne(Rate.Agree(chain, Beans, Miles, Terms)));
        chain.Now = soon.ValidUntil;
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Terms));

        Assert.Equal(2u, AgreementOf(chain, Beans, Miles).Revision);
        Assert.Equal(soon, RevisionOf(chain, Beans, Miles, 1).Terms);
    }

    [Fact]
    public void Improve_ByThePayerAlone_TakesEffectAtOnce()
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Terms));
        var better = Terms with { Rate = new(2, 2, 0), Corridor = new(20_000_000) };

        chain.Succeed(Rate.Improve(chain, Beans, Miles, better));

        Assert.Equal(better, AgreementOf(chain, Beans, Miles).Terms);
        Assert.Equal(RevisionKind.Improved, RevisionOf(chain, Beans, Miles, 2).Kind);
    }

    public static TheoryData<RateTerms> WorseTerms =>
    [
        Terms with { Rate = new(1, 3, 0) },
        Terms with { GivenMin = new(2) },
        Terms with { GivenMax = new(999_999) },
        Terms with { Corridor = new(9_999_999) },
        Terms with { CorridorPerAccount = new(4_999_999) },
        Terms with { PositionMax = new(9_999_999) },
        Terms with { ValidUntil = new(Terms.ValidUntil.Milliseconds - 1) },
        Terms with { ValidFrom = new(Chain.Start.Milliseconds + Rate.Day) },
        Terms with { Notice = Rate.Hour - 1 },
        Terms with { Rate = new(2, 2, FeePerMillion: 1), FeeAccount = Wallet.Carol.Account },
    ];

    [Theory]
    [MemberData(nameof(WorseTerms))]
    public void Change_ForTheWorse_IsForBothAndTakesItsNotice(RateTerms worse)
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Terms));

        Assert.Equal(Reason.RateWorsens, chain.CommitOne(Rate.Improve(chain, Beans, Miles, worse)));
        var at = chain.Now;
        chain.Succeed(Rate.Amend(chain, Beans, Miles, worse));

        var agreement = AgreementOf(chain, Beans, Miles);
        var effectiveAt = new Timestamp(at.Milliseconds + Terms.Notice);
        Assert.Equal(new RateChange(effectiveAt, worse), agreement.Change);
        Assert.Equal(Terms, agreement.TermsAt(new(effectiveAt.Milliseconds - 1)));
        Assert.Equal(worse, agreement.TermsAt(effectiveAt));
    }

    [Fact]
    public void Change_ForTheWorseByOneMember_IsRefusedWithoutTheOther()
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Terms));
        var amend = new Operation.AmendRate(Beans.Ticker, Miles.Ticker, Rate.Of(1, 3), IsByPayerAlone: false);

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(chain.Sign(Chain.Member(Miles.Issuer), amend)));
    }

    [Fact]
    public void Improvement_WhileAChangeIsAnnounced_LeavesItStanding()
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Terms));
        chain.Succeed(Rate.Amend(chain, Beans, Miles, Rate.Of(1, 3)));

        Assert.Equal(Reason.RateUnchanged, chain.CommitOne(Rate.Improve(chain, Beans, Miles, Terms)));
        chain.Succeed(Rate.Improve(chain, Beans, Miles, Rate.Of(2, 3)));
        Assert.NotNull(AgreementOf(chain, Beans, Miles).Change);

        chain.Succeed(Rate.Amend(chain, Beans, Miles, Rate.Of(2, 3)));
        Assert.Null(AgreementOf(chain, Beans, Miles).Change);
    }

    [Fact]
    public void Amend_OfWhatIsNotThere_Fails()
    {
        var chain = ChainOfBrands();
        Assert.Equal(Reason.RateUnknown, chain.CommitOne(Rate.Amend(chain, Beans, Miles, Terms)));
        var soon = Terms with { ValidUntil = new(chain.Now.Milliseconds + Rate.Hour) };
        chain.Succeed(Rate.Agree(chain, Beans, Miles, soon));

        Assert.Equal(Reason.RateUnchanged, chain.CommitOne(Rate.Amend(chain, Beans, Miles, soon)));
        chain.Now = soon.ValidUntil;
        Assert.Equal(Reason.RateNotInForce, chain.CommitOne(Rate.Amend(chain, Beans, Miles, Terms)));
    }

    [Fact]
    public void Pause_ByEither_IsLiftedByWhoeverMadeIt()
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Terms));

        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Beans));
        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Miles));
        Assert.Equal(Reason.RateUnchanged, chain.CommitOne(Rate.Pause(chain, Beans, Miles, by: Miles)));
        Assert.Equal(Reason.RateWrongParty, chain.CommitOne(Rate.Pause(chain, Beans, Miles, by: Stars)));
        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Beans, isPaused: false));

        Assert.Equal(RatePauses.ByTakenIssuer, AgreementOf(chain, Beans, Miles).Pauses);
        Assert.Equal(RevisionKind.Resumed, RevisionOf(chain, Beans, Miles, 4).Kind);
    }

    [Fact]
    public void Pause_InAnothersName_IsRefused()
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Terms));
        var pause = new Operation.PauseRate(Beans.Ticker, Miles.Ticker, Miles.Issuer, IsPaused: true);

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(chain.Sign(Chain.Member(Beans.Issuer), pause)));
    }

    [Theory]
    [InlineData(2, 3, 3, 2, 1, 1, Reason.None)]
    [InlineData(2, 3, 3, 2, 1_000_001, 1_000_000, Reason.RateCycle)]
    [InlineData(4_294_967_291, 4_294_967_279, 4_294_967_279, 4_294_967_291, 1, 1, Reason.None)]
    public void Agree_OnTheThirdSideOfATriangle_IsExact(
        uint firstTaken, uint firstGiven, uint secondTaken, uint secondGiven, uint taken, uint given, Reason expected)
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Rate.Of(firstTaken, firstGiven)));
        chain.Succeed(Rate.Agree(chain, Miles, Stars, Rate.Of(secondTaken, secondGiven)));

        var outcome = Assert.Single(chain.Commit(Rate.Agree(chain, Stars, Beans, Rate.Of(taken, given))));

        Assert.Equal(expected, outcome.Reason);
        Assert.Equal(
            expected == Reason.None ? [] : [Stars.Ticker, Beans.Ticker, Miles.Ticker], outcome.Subjects.ToArray());
    }

    [Fact]
    public void Agree_OnAFeeThatEatsTheProfit_ClosesNoCycle()
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Rate.Of(1, 1)));
        var half = Rate.Of(2, 1) with { Rate = new(2, 1, 500_000), FeeAccount = Wallet.Carol.Account };

        Assert.Equal(
            Reason.RateCycle,
            chain.CommitOne(Rate.Agree(chain, Miles, Beans, half with { Rate = new(2, 1, 499_999) })));
        chain.Succeed(Rate.Agree(chain, Miles, Beans, half));
    }

    [Fact]
    public void Cycle_ThroughWhatIsAnnouncedOrAhead_IsSeen()
    {
        var chain = ChainOfBrands();
        var ahead = Rate.Of(2, 1) with { ValidFrom = new(chain.Now.Milliseconds + Rate.Day) };
        chain.Succeed(Rate.Agree(chain, Beans, Miles, ahead));
        chain.Succeed(Rate.Agree(chain, Miles, Stars, Rate.Of(1, 1)));
        // Better in the rate and worse in what one exchange may give: it waits, and counts at once.
        chain.Succeed(Rate.Amend(chain, Miles, Stars, Rate.Of(3, 1) with { GivenMax = new(1) }));

        Assert.Equal(Reason.RateCycle, chain.CommitOne(Rate.Agree(chain, Stars, Beans, Rate.Of(1, 5))));
        chain.Succeed(Rate.Agree(chain, Stars, Beans, Rate.Of(1, 6)));
    }

    [Fact]
    public void Cycle_ThroughAPausedAgreement_IsSeenWhenItResumes()
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Rate.Of(1, 1)));
        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Beans));
        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Miles));
        chain.Succeed(Rate.Agree(chain, Miles, Beans, Rate.Of(2, 1)));

        // Still paused by the other, it lets nobody through.
        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Beans, isPaused: false));
        var outcome = Assert.Single(chain.Commit(Rate.Pause(chain, Beans, Miles, by: Miles, isPaused: false)));

        Assert.Equal(Reason.RateCycle, outcome.Reason);
        Assert.Equal([Beans.Ticker, Miles.Ticker], outcome.Subjects.ToArray());
    }

    [Fact]
    public void Improvement_ThatClosesACycle_Fails()
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Rate.Of(1, 1)));
        chain.Succeed(Rate.Agree(chain, Miles, Beans, Rate.Of(1, 1)));

        Assert.Equal(Reason.RateCycle, chain.CommitOne(Rate.Improve(chain, Beans, Miles, Rate.Of(2, 1))));
        Assert.Equal(Rate.Of(1, 1), AgreementOf(chain, Beans, Miles).Terms);
    }

    [Fact]
    public void Strangers_WhoPutAnAbsurdRateInBetween_CannotBlockTwoWhoPauseTheirOwn()
    {
        var chain = ChainOfBrands();
        chain.Succeed(Rate.Agree(chain, Beans, Miles, Rate.Of(1, 1)));
        chain.Succeed(Rate.Agree(chain, Stars, Reels, Rate.Of(1, 1)));
        chain.Succeed(Rate.Agree(chain, Miles, Stars, Rate.Of(uint.MaxValue, 1)));
        var outcome = Assert.Single(chain.Commit(Rate.Agree(chain, Reels, Beans, Rate.Of(1, 1))));
        Assert.Equal(
            (Reason.RateCycle, "REELS BEANS MILES STARS"),
            (outcome.Reason, string.Join(' ', outcome.Subjects)));

        // Each cycle leaves one of the two and enters the other by agreements of their own.
        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Beans));

        chain.Succeed(Rate.Agree(chain, Reels, Beans, Rate.Of(1, 1)));
    }

    [Fact]
    public void Agree_BeyondWhatATokenTakesPartIn_FailsUntilOneHasEnded()
    {
        var others = Enumerable.Range(0, TokenAgreements.CountMax + 1)
            .Select(i => new Brand($"OTHER{i}", Miles.Issuer)).ToArray();
        var chain = new Chain([Beans.Definition, .. others.Select(other => other.Definition)]);
        var soon = Terms with { ValidUntil = new(chain.Now.Milliseconds + Rate.Hour) };
        chain.Succeed(Rate.Agree(chain, Beans, others[0], soon));
        foreach (var other in others[1..^1])
            chain.Succeed(Rate.Agree(chain, Beans, other, Terms));

        Assert.Equal(Reason.AgreementCountExceeded, chain.CommitOne(Rate.Agree(chain, Beans, others[^1], Terms)));
        chain.Now = soon.ValidUntil;
        chain.Succeed(Rate.Agree(chain, Beans, others[^1], Terms));
    }

    [Fact]
    public void Check_OfManyAgreements_CostsByTheLengthOfTheirWays()
    {
        var (chain, start) = ChainWithLadder(rungs: 5);

        chain.Succeed(Rate.Agree(chain, Reels, start, Rate.Of(1, 1)));

        const uint lookedAt = LadderWidth + (LadderWidth * LadderWidth * (2 + 3 + 4));
        const uint signed = (2 * WorkUnits.PerSignature) + WorkUnits.PerOperation + WorkUnits.PerAgreement;
        Assert.Equal(signed + (lookedAt / WorkUnits.LookedAtPerUnit), chain.Last.WorkUnits);
    }

    [Fact]
    public void Check_OfMoreAgreementsThanItLooksAt_FailsSaysSoAndCostsTheSame()
    {
        var (chain, start) = ChainWithLadder(rungs: 6);

        Assert.Equal(Reason.RateCheckTooLarge, chain.CommitOne(Rate.Agree(chain, Reels, start, Rate.Of(1, 1))));

        Assert.True(chain.Last.WorkUnits >= RateCycles.LookedAtMax / WorkUnits.LookedAtPerUnit);
    }

    /// <summary>Every token of one rung leads to every token of the next.</summary>
    private static (Chain Chain, Brand Start) ChainWithLadder(int rungs)
    {
        var ladder = Enumerable.Range(0, rungs).Select(rung => Enumerable.Range(0, LadderWidth)
            .Select(i => new Brand($"R{rung}X{i}", (ushort)(rung % 2))).ToArray()).ToArray();
        var chain = new Chain([Reels.Definition, .. ladder.SelectMany(rung => rung).Select(brand => brand.Definition)]);
        foreach (var (from, to) in ladder.Zip(ladder.Skip(1)))
        {
            var agreements = from.SelectMany(
                one => to, (given, taken) => Rate.Agree(chain, given, taken, Rate.Of(1, 1))).ToArray();
            foreach (var block in agreements.Chunk(200))
                Assert.All(chain.Commit(block), outcome => Assert.Equal(Reason.None, outcome.Reason));
        }

        return (chain, ladder[0][0]);
    }

    internal static AgreementRecord AgreementOf(Chain chain, Brand given, Brand taken)
    {
        Assert.True(chain.State.TryRead(AgreementKeys.Agreement(given.Ticker, taken.Ticker), out var bytes));
        Assert.True(AgreementRecord.TryRead(bytes.Span, out var agreement));
        return agreement;
    }

    private static AgreementRevision RevisionOf(Chain chain, Brand given, Brand taken, uint number)
    {
        var key = AgreementKeys.Revision(AgreementKeys.Agreement(given.Ticker, taken.Ticker), number);
        Assert.True(chain.State.TryRead(key, out var bytes));
        Assert.True(AgreementRevision.TryRead(bytes.Span, out var revision));
        return revision;
    }

    private static Chain ChainOfBrands() =>
        new(Beans.Definition, Miles.Definition, Stars.Definition, Reels.Definition);
}
