using Ledger.Execution.Lots;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Outcomes;
using Ledger.Model.Rates;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Operations;

public sealed class ExchangeTests
{
    [Fact]
    public void Exchange_AtARateWithFee_PaysRoundedDownAndShowsTheRemainder()
    {
        var chain = ChainOf(Rate.Of(2, 3) with { Rate = new(2, 3, 10_000), FeeAccount = Carol.Account });

        var outcome = chain.Succeed(chain.Sign(Alice, Of(Alice, 100, Beans, Miles)));

        // 66 2/3 gross; less one per cent 66 exactly.
        Assert.Equal((900UL, 66UL, 0UL), (chain.BalanceOf(Alice, Beans), chain.BalanceOf(Alice, Miles), chain.BalanceOf(Carol, Miles)));
        var hop = Assert.Single(Assert.Single(outcome.Effects).Hops);
        Assert.Equal((100UL, 66UL, 0UL, 0UL), (hop.Amount.Units, hop.Net.Units, hop.Fee.Units, hop.Remainder));
        Assert.Equal(100UL, PositionOf(chain, Miles.Treasury, Beans));
        Assert.Equal(100UL, chain.CountersOf(Beans).MemberHeld);
    }

    [Fact]
    public void Fee_OfAnExchange_IsALegOfItsOwn()
    {
        var chain = ChainOf(Rate.Of(1, 1) with { Rate = new(1, 1, 50_000), FeeAccount = Carol.Account });

        var outcome = chain.Succeed(chain.Sign(Alice, Of(Alice, 101, Beans, Miles)));

        Assert.Equal((95UL, 6UL), (chain.BalanceOf(Alice, Miles), chain.BalanceOf(Carol, Miles)));
        Assert.Equal(
            [
                (Alice.Account, MovementKind.Debit),
                (Miles.Treasury.Account, MovementKind.Debit),
                (Miles.Treasury.Account, MovementKind.Claim),
                (Carol.Account, MovementKind.Credit),
                (Alice.Account, MovementKind.Credit),
            ],
            outcome.Effects[0].Movements.Select(movement => (movement.Account, movement.Kind)));
    }

    [Fact]
    public void Exchange_OfThreeHops_GoesFromTreasuryToTreasury()
    {
        var chain = ChainOf(Rate.Of(1, 2));
        chain.Succeed(Rate.Agree(chain, Miles, Stars, Rate.Of(3, 1)));
        chain.Succeed(Rate.Agree(chain, Stars, Reels, Rate.Of(1, 5)));

        var outcome = chain.Succeed(chain.Sign(Alice, Of(Alice, 101, Beans, Miles, Stars, Reels)));

        // 101 beans, 50 miles, 150 stars, 30 reels.
        Assert.Equal([50UL, 150UL, 30UL], outcome.Effects[0].Hops.Select(hop => hop.Net.Units));
        Assert.Equal(30UL, chain.BalanceOf(Alice, Reels));
        Assert.Equal(
            (101UL, 50UL, 150UL),
            (PositionOf(chain, Miles.Treasury, Beans), PositionOf(chain, Stars.Treasury, Miles),
                PositionOf(chain, Reels.Treasury, Stars)));
        Assert.Equal(0UL, chain.BalanceOf(Alice, Miles) + chain.BalanceOf(Alice, Stars));
    }

    [Theory]
    [InlineData(66, Reason.None)]
    [InlineData(67, Reason.RateReceiveBelowMin)]
    public void Exchange_ThatWouldBringLessThanAccepted_Fails(ulong least, Reason expected)
    {
        var chain = ChainOf(Rate.Of(2, 3));

        var exchange = Of(Alice, 100, Beans, Miles) with { MinReceive = new(least) };

        Assert.Equal(expected, chain.CommitOne(chain.Sign(Alice, exchange)));
        Assert.Equal(expected == Reason.None ? 66UL : 0UL, chain.BalanceOf(Alice, Miles));
    }

    [Theory]
    [InlineData(9, Reason.RateAmountBelowMin)]
    [InlineData(10, Reason.None)]
    [InlineData(100, Reason.None)]
    [InlineData(101, Reason.RateAmountAboveMax)]
    public void Amount_AroundItsBounds_IsTakenOrNot(ulong amount, Reason expected)
    {
        var chain = ChainOf(Rate.Of(1, 1) with { GivenMin = new(10), GivenMax = new(100) });

        AssertFails(chain, expected, Of(Alice, amount, Beans, Miles));
    }

    [Fact]
    public void Exchange_WithoutAnythingToGoBy_Fails()
    {
        var chain = ChainOf(Rate.Of(1, 2_000));
        var ahead = Rate.Of(1, 1) with { ValidFrom = new(chain.Now.Milliseconds + Rate.Hour) };
        chain.Succeed(Rate.Agree(chain, Beans, Stars, ahead));

        AssertFails(chain, Reason.RateUnknown, Of(Alice, 100, Beans, Reels));
        AssertFails(chain, Reason.RateUnknown, Of(Alice, 100, Miles, Beans), because: Reason.BalanceInsufficient);
        AssertFails(chain, Reason.RateNotInForce, Of(Alice, 100, Beans, Stars));
        AssertFails(chain, Reason.RateNothingReceived, Of(Alice, 1_000, Beans, Miles));
        AssertFails(chain, Reason.RatePathRepeats, Of(Alice, 100, Beans, Miles, Beans));
        AssertFails(chain, Reason.AmountZero, Of(Alice, 0, Beans, Miles));
        AssertFails(chain, Reason.BalanceInsufficient, Of(Alice, 1_001, Beans, Miles));
        AssertFails(chain, Reason.TokenUnknown, Of(Alice, 1, Beans, new("NONE", 0)));
        chain.Mint(Beans, Beans.Treasury, 1);
        var byTreasury = Of(Beans.Treasury, 1, Beans, Miles);
        Assert.Equal(Reason.RateByTreasury, chain.CommitOne(chain.Sign(Beans.Treasury, byTreasury)));
    }

    [Fact]
    public void Exchange_WhileEitherPauses_Fails()
    {
        var chain = ChainOf(Rate.Of(1, 1));
        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Beans));

        AssertFails(chain, Reason.RatePaused, Of(Alice, 100, Beans, Miles));
        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Beans, isPaused: false));
        AssertFails(chain, Reason.None, Of(Alice, 100, Beans, Miles));
    }

    [Theory]
    [InlineData(Transferability.ExchangeOnly, Reason.None)]
    [InlineData(Transferability.Pool, Reason.TransferNotAllowed)]
    [InlineData(Transferability.None, Reason.TransferNotAllowed)]
    public void Exchange_ByManifest_IsAllowedOrNot(Transferability transferability, Reason expected)
    {
        var capabilities = Beans.Definition.Capabilities with { Transfer = new(transferability, Mutability.Locked) };
        var chain = ChainOf(Rate.Of(1, 1), Beans.Definition with { Capabilities = capabilities });

        AssertFails(chain, expected, Of(Alice, 100, Beans, Miles));
    }

    [Fact]
    public void Exchange_BeyondThePayersTreasury_Fails()
    {
        var chain = ChainOf(Rate.Of(1_000, 1));

        AssertFails(chain, Reason.RateTreasuryInsufficient, Of(Alice, 1_000, Beans, Miles));
        AssertFails(chain, Reason.None, Of(Alice, 100, Beans, Miles));
    }

    [Fact]
    public void Exchange_WithoutTheCustomersSignature_IsRefused()
    {
        var chain = ChainOf(Rate.Of(1, 1));

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(chain.Sign(Bob, Of(Alice, 100, Beans, Miles))));
    }

    [Fact]
    public void Corridor_OfOneAccount_CountsItNetAndStartsAnewEachDay()
    {
        var chain = ChainOf(Rate.Of(1, 1) with { CorridorPerAccount = new(100) });
        chain.Succeed(Rate.Agree(chain, Miles, Beans, Rate.Of(1, 1)));

        AssertFails(chain, Reason.None, Of(Alice, 100, Beans, Miles));
        AssertFails(chain, Reason.CorridorPerAccountExceeded, Of(Alice, 1, Beans, Miles));
        AssertFails(chain, Reason.None, Of(Alice, 40, Miles, Beans));
        AssertFails(chain, Reason.CorridorPerAccountExceeded, Of(Alice, 41, Beans, Miles));
        AssertFails(chain, Reason.None, Of(Alice, 40, Beans, Miles));
        chain.Now = new(chain.Now.Milliseconds + Rate.Day);
        AssertFails(chain, Reason.None, Of(Alice, 100, Beans, Miles));
    }

    [Fact]
    public void Corridor_OfAll_IsNotWidenedByGoingToAndFro()
    {
        var chain = ChainOf(Rate.Of(1, 1) with { Corridor = new(150), CorridorPerAccount = new(100) });
        chain.Succeed(Rate.Agree(chain, Miles, Beans, Rate.Of(1, 1)));
        chain.Mint(Miles, Bob, 1_000);

        // What comes back before anything went out, or by somebody else, frees nothing.
        AssertFails(chain, Reason.None, Of(Bob, 100, Miles, Beans));
        AssertFails(chain, Reason.None, Of(Alice, 100, Beans, Miles));
        AssertFails(chain, Reason.None, Of(Bob, 200, Miles, Beans));
        AssertFails(chain, Reason.CorridorExceeded, Of(Bob, 51, Beans, Miles));
        AssertFails(chain, Reason.None, Of(Bob, 50, Beans, Miles));
    }

    [Fact]
    public void Position_AtItsLimit_OpensAgainWhenClaimsGoBackToTheirIssuer()
    {
        var chain = ChainOf(Rate.Of(1, 1) with { PositionMax = new(100) });
        AssertFails(chain, Reason.None, Of(Alice, 100, Beans, Miles));

        var outcome = Assert.Single(chain.Commit(chain.Sign(Alice, Of(Alice, 1, Beans, Miles))));
        Assert.Equal(Reason.PositionExceeded, outcome.Reason);
        Assert.Equal([Beans.Ticker, Miles.Ticker], outcome.Subjects.ToArray());
        chain.Succeed(chain.Sign(Miles.Treasury, TransferTests.Transfer(Miles.Treasury, Beans.Treasury, 60)));

        AssertFails(chain, Reason.PositionExceeded, Of(Alice, 61, Beans, Miles));
        AssertFails(chain, Reason.None, Of(Alice, 60, Beans, Miles));
        Assert.Equal(
            [100UL, 40UL, 100UL], HistoryOf(chain, Miles.Treasury, Beans).Select(position => position.Units));
    }

    [Fact]
    public void Marks_OfALimit_AreToldOnceWhenItsUseComesThere()
    {
        var chain = ChainOf(Rate.Of(1, 1) with { PositionMax = new(100), Corridor = new(200), CorridorPerAccount = new(200) });

        Assert.Equal(new LimitMarks(0, 0, 0), MarksOf(chain, 49));
        Assert.Equal(new LimitMarks(0, 0, 50), MarksOf(chain, 1));
        Assert.Equal(new LimitMarks(0, 0, 0), MarksOf(chain, 29));
        Assert.Equal(new LimitMarks(0, 0, 95), MarksOf(chain, 16));
        Assert.Equal(new LimitMarks(0, 0, 0), MarksOf(chain, 4));
        Assert.Equal((byte)50, MarksOf(ChainOf(Rate.Of(1, 1) with { Corridor = new(200), CorridorPerAccount = new(200) }), 100).CorridorPerAccount);
    }

    [Fact]
    public void Claims_OfATreasury_KeepTheirDateAndAreNotSwept()
    {
        var chain = ChainOf(Rate.Of(1, 1), Beans.Definition with { Expiry = new(Granularity.Day, 2) });
        AssertFails(chain, Reason.None, Of(Alice, 100, Beans, Miles));
        chain.Now = new(chain.Now.Milliseconds + (10 * Rate.Day));

        chain.Sweep();

        Assert.Equal(100UL, PositionOf(chain, Miles.Treasury, Beans));
        chain.Succeed(chain.Sign(Miles.Treasury, TransferTests.Transfer(Miles.Treasury, Beans.Treasury, 100)));
        Assert.Equal(100_100UL, chain.BalanceOf(Beans.Treasury, Beans));
    }

    [Fact]
    public void Claims_WhoseDatesHavePassed_AreOneLot()
    {
        var chain = ChainOf(Rate.Of(1, 1), Beans.Definition with { Expiry = new(Granularity.Day, 2) });
        for (var day = 0; day < 20; day++)
        {
            chain.Now = new(chain.Now.Milliseconds + Rate.Day);
            chain.Mint(Beans, Alice, 10);
            AssertFails(chain, Reason.None, Of(Alice, 10, Beans, Miles));
        }

        Assert.Equal(200UL, PositionOf(chain, Miles.Treasury, Beans));
        Assert.InRange(ClaimsOf(chain, Miles.Treasury, Beans).Count, 1, 4);
    }

    [Fact]
    public void Claims_ToAHolder_AreBound()
    {
        var chain = ChainOf(Rate.Of(1, 1));
        AssertFails(chain, Reason.None, Of(Alice, 100, Beans, Miles));

        Assert.Equal(
            Reason.ClaimsBound,
            chain.CommitOne(chain.Sign(Miles.Treasury, TransferTests.Transfer(Miles.Treasury, Bob, 1))));
        Assert.Equal(
            Reason.ClaimsBound,
            chain.CommitOne(chain.Sign(Miles.Treasury, TransferTests.Transfer(Miles.Treasury, Stars.Treasury, 1))));
    }

    [Fact]
    public void Claims_ToAnotherMembersTreasury_MoveOnlyWhereThatSigns()
    {
        var chain = ChainOf(Rate.Of(1, 1));
        AssertFails(chain, Reason.None, Of(Alice, 100, Beans, Miles));
        var oneSided = SwapTests.Swap(
            SwapTests.Leg(Miles.Treasury, Stars.Treasury, Beans, 60), SwapTests.Leg(Miles.Treasury, Bob, Miles, 1));
        var mutual = SwapTests.Swap(
            SwapTests.Leg(Miles.Treasury, Stars.Treasury, Beans, 60),
            SwapTests.Leg(Stars.Treasury, Miles.Treasury, Stars, 5));

        Assert.Equal(Reason.ClaimsBound, chain.CommitOne(chain.Sign(Miles.Treasury, oneSided)));
        chain.Succeed(chain.Sign(Miles.Treasury, mutual, Stars.Treasury));

        Assert.Equal(
            (40UL, 60UL), (PositionOf(chain, Miles.Treasury, Beans), PositionOf(chain, Stars.Treasury, Beans)));
        Assert.Equal(100UL, chain.CountersOf(Beans).MemberHeld - chain.BalanceOf(Stars.Treasury, Beans));
    }

    [Fact]
    public void Expiry_OfWhatIsTaken_IsTheEarlierOneRoundedDown()
    {
        // Beans last until 2026-03-18; reels are dated by months.
        var chain = ChainOf(Rate.Of(1, 1), Beans.Definition with { Expiry = new(Granularity.Day, 40) });
        chain.Succeed(Rate.Agree(chain, Beans, Leaves, Rate.Of(1, 1)));

        AssertFails(chain, Reason.None, Of(Alice, 100, Beans, Leaves));

        // Forty days from 2026-03-11 are 2026-04-20; of a token by months that is 2026-04-01.
        Assert.Equal(
            new Timestamp(1_775_001_600_000), Assert.Single(chain.LotsOf(Alice, Leaves)).ExpiresAt);
    }

    [Fact]
    public void Units_ThatWouldHaveExpiredOnArrival_AreNotTaken()
    {
        var chain = ChainOf(Rate.Of(1, 1), Beans.Definition with { Expiry = new(Granularity.Day, 5) });
        chain.Succeed(Rate.Agree(chain, Beans, Leaves, Rate.Of(1, 1)));

        AssertFails(chain, Reason.LotExpiresTooSoon, Of(Alice, 100, Beans, Leaves));
        Assert.Equal(1_000UL, chain.BalanceOf(Alice, Beans));
    }

    [Fact]
    public void Expiry_AfterAnyRoundTrip_IsNeverLater()
    {
        var chain = ChainOf(
            Rate.Of(1, 1),
            Beans.Definition with { Expiry = new(Granularity.Day, 60) },
            Miles.Definition with { Expiry = new(Granularity.Month, 12) });
        chain.Succeed(Rate.Agree(chain, Miles, Beans, Rate.Of(1, 1)));
        var before = Assert.Single(chain.LotsOf(Alice, Beans)).ExpiresAt;
        chain.Now = new(chain.Now.Milliseconds + (20 * Rate.Day));

        AssertFails(chain, Reason.None, Of(Alice, 1_000, Beans, Miles));
        AssertFails(chain, Reason.None, Of(Alice, 1_000, Miles, Beans));

        Assert.All(chain.LotsOf(Alice, Beans), lot => Assert.True(lot.ExpiresAt.Milliseconds <= before.Milliseconds));
    }

    [Fact]
    public void Rounding_OfAnEarlyAndALateLot_GivesTheUnitOfBothTheEarlyDate()
    {
        var chain = ChainOf(Rate.Of(1, 2), Beans.Definition with { Expiry = new(Granularity.Day, 30) });
        var early = chain.LotsOf(Alice, Beans)[0].ExpiresAt;
        chain.Succeed(chain.Sign(Alice, TransferTests.Transfer(Alice, Bob, 999)));
        chain.Now = new(chain.Now.Milliseconds + (20 * Rate.Day));
        chain.Mint(Beans, Alice, 1);

        // One bean of each date makes one mile between them.
        AssertFails(chain, Reason.None, Of(Alice, 2, Beans, Miles));

        Assert.Equal(early, Assert.Single(chain.LotsOf(Alice, Miles)).ExpiresAt);
    }

    internal static Operation.Exchange Of(Wallet by, ulong amount, params Brand[] path) =>
        new(by.Account, [.. path.Select(brand => brand.Ticker)], new(amount), default, null);

    /// <summary>What a treasury holds of another member's token as claims.</summary>
    internal static ulong PositionOf(Chain chain, Wallet treasury, Brand token)
    {
        var units = ClaimsOf(chain, treasury, token).Total;
        Assert.Equal(units, HistoryOf(chain, treasury, token).Select(position => position.Units).LastOrDefault());
        return units;
    }

    /// <summary>
    /// Five brands whose treasuries are full; Alice has 1,000 beans, and beans go for miles by these terms.
    /// </summary>
    internal static Chain ChainOf(RateTerms terms, TokenDefinition? beans = null, TokenDefinition? miles = null)
    {
        var chain = new Chain(
            beans ?? Beans.Definition,
            miles ?? Miles.Definition,
            Stars.Definition,
            Reels.Definition,
            Leaves.Definition with { Expiry = new(Granularity.Month, 12) });
        foreach (var brand in new[] { Beans, Miles, Stars, Reels, Leaves })
            chain.Mint(brand, brand.Treasury, 100_000);
        chain.Mint(Beans, Alice, 1_000);
        chain.Mint(Beans, Bob, 1_000);
        chain.Succeed(Rate.Agree(chain, Beans, Miles, terms));
        return chain;
    }

    private static void AssertFails(
        Chain chain, Reason expected, Operation.Exchange exchange, Reason? because = null)
    {
        var by = exchange.Account == Bob.Account ? Bob : Alice;
        Assert.Equal(because ?? expected, chain.CommitOne(chain.Sign(by, exchange)));
    }

    private static LimitMarks MarksOf(Chain chain, ulong amount) =>
        chain.Succeed(chain.Sign(Alice, Of(Alice, amount, Beans, Miles))).Effects[0].Hops[0].Marks;

    private static LotList ClaimsOf(Chain chain, Wallet treasury, Brand token)
    {
        var lots = new LotList();
        if (chain.State.TryRead(AgreementKeys.Claims(treasury.Account, token.Ticker), out var bytes))
            Assert.True(BalanceRecord.TryRead(bytes.Span, lots, out _));
        return lots;
    }

    private static IEnumerable<(Height Height, ulong Units)> HistoryOf(Chain chain, Wallet treasury, Brand token)
    {
        foreach (var entry in chain.State.Entries())
        {
            if (AgreementKeys.KindOf(entry.Key) != AgreementEntryKind.Position)
                continue;
            if (AgreementKeys.ClaimsOf(entry.Key, out var height) == (treasury.Account, token.Ticker))
                yield return (height, System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(entry.Value.Span));
        }
    }
}
