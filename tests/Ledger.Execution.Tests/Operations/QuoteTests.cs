using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Operations;

public sealed class QuoteTests
{
    [Fact]
    public void Quote_TakenUpAfterPauseAndAnotherRate_GivesTheQuotedAmountToTheUnit()
    {
        var terms = Rate.Of(2, 3) with { Rate = new(2, 3, 10_000), FeeAccount = Carol.Account, Notice = Rate.Minute };
        var chain = ExchangeTests.ChainOf(terms);
        var id = Quote(chain, Alice, 500);
        chain.Succeed(Rate.Amend(chain, Beans, Miles, terms with { Rate = new(1, 3, 10_000) }));
        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Miles));

        chain.Succeed(chain.Sign(Alice, TakeUp(Alice, 500, id)));

        Assert.Equal((330UL, 3UL), (chain.BalanceOf(Alice, Miles), chain.BalanceOf(Carol, Miles)));
        Assert.Equal(500UL, ExchangeTests.PositionOf(chain, Miles.Treasury, Beans));
        Assert.Equal(0UL, RateAgreementTests.AgreementOf(chain, Beans, Miles).Quoted);
        Assert.Equal(Reason.QuoteUsed, chain.CommitOne(chain.Sign(Alice, TakeUp(Alice, 500, id))));
    }

    [Fact]
    public void Quote_AfterItsTime_IsExpiredAndItsReservationGone()
    {
        var chain = ExchangeTests.ChainOf(Rate.Of(1, 1) with { Corridor = new(500), CorridorPerAccount = new(500) });
        var treasury = chain.BalanceOf(Miles.Treasury, Miles);
        var id = Quote(chain, Alice, 500);
        Assert.Equal(treasury - 500, chain.BalanceOf(Miles.Treasury, Miles));
        Assert.Equal(Reason.CorridorExceeded, chain.CommitOne(chain.Sign(Bob, ExchangeTests.Of(Bob, 1, Beans, Miles))));
        chain.Now = new(chain.Now.Milliseconds + Rate.Minute);

        var movements = chain.Sweep();

        Assert.Equal([MovementKind.HoldEnd, MovementKind.Credit], movements.Select(movement => movement.Kind));
        Assert.Equal(treasury, chain.BalanceOf(Miles.Treasury, Miles));
        Assert.Equal(Reason.QuoteExpired, chain.CommitOne(chain.Sign(Alice, TakeUp(Alice, 500, id))));
        Assert.Equal(
            Reason.None, chain.CommitOne(chain.Sign(Bob, ExchangeTests.Of(Bob, 500, Beans, Miles))));
        chain.Now = new(chain.Now.Milliseconds + (2 * Rate.Hour));
        chain.Sweep();
        Assert.Equal(Reason.QuoteUnknown, chain.CommitOne(chain.Sign(Alice, TakeUp(Alice, 500, id))));
    }

    [Fact]
    public void Quote_OverMidnight_FreesTheCorridorOfItsDayOnly()
    {
        var chain = ExchangeTests.ChainOf(Rate.Of(1, 1) with { Corridor = new(500), CorridorPerAccount = new(500) });
        chain.Now = new((((chain.Now.Milliseconds / Rate.Day) + 1) * Rate.Day) - 1_000);
        Quote(chain, Alice, 500);
        chain.Now = new(chain.Now.Milliseconds + 2_000);
        chain.Succeed(chain.Sign(Bob, ExchangeTests.Of(Bob, 300, Beans, Miles)));
        chain.Now = new(chain.Now.Milliseconds + Rate.Minute);
        chain.Sweep();

        Assert.Equal(300UL, RateAgreementTests.AgreementOf(chain, Beans, Miles).Corridor.Units);
    }

    [Fact]
    public void Position_WithOpenQuotes_HasRoomForThem()
    {
        var chain = ExchangeTests.ChainOf(Rate.Of(1, 1) with { PositionMax = new(500) });
        var id = Quote(chain, Alice, 400);

        Assert.Equal(Reason.PositionExceeded, chain.CommitOne(chain.Sign(Bob, ExchangeTests.Of(Bob, 101, Beans, Miles))));
        chain.Succeed(chain.Sign(Bob, ExchangeTests.Of(Bob, 100, Beans, Miles)));
        chain.Succeed(chain.Sign(Alice, TakeUp(Alice, 400, id)));
    }

    [Fact]
    public void Quotes_ForManyAccounts_LockNoMoreThanATenthOfTheTreasury()
    {
        var chain = ExchangeTests.ChainOf(Rate.Of(1_000, 1));
        var accounts = Enumerable.Range(0, 10).Select(i => new Wallet($"quoted {i}")).ToArray();
        foreach (var account in accounts)
            Quote(chain, account, 1);

        Assert.Equal(Reason.QuotesExceeded, chain.CommitOne(chain.Sign(Miles.Treasury, Of(chain, Alice, 1))));
        Assert.Equal(90_000UL, chain.BalanceOf(Miles.Treasury, Miles));
        chain.Now = new(chain.Now.Milliseconds + Rate.Minute);
        Quote(chain, Alice, 1);
    }

    [Fact]
    public void Quote_OfWhatCannotBeQuoted_Fails()
    {
        var chain = ExchangeTests.ChainOf(Rate.Of(1, 1));
        var quote = Of(chain, Alice, 100);
        var tooLong = new Timestamp(chain.Now.Milliseconds + Operation.Quote.TermMax + Rate.Minute);

        AssertFails(chain, Reason.QuoteTermOutOfRange, quote with { ExpiresAt = chain.Now });
        AssertFails(chain, Reason.QuoteTermOutOfRange, quote with { ExpiresAt = tooLong });
        AssertFails(chain, Reason.AmountZero, quote with { Amount = default });
        AssertFails(chain, Reason.RateByTreasury, quote with { Account = Beans.Treasury.Account });
        AssertFails(chain, Reason.RateUnknown, quote with { Given = Stars.Ticker });
        chain.Succeed(Rate.Pause(chain, Beans, Miles, by: Beans));
        AssertFails(chain, Reason.RatePaused, quote);
    }

    [Fact]
    public void Quote_WithoutTheTreasurysSignature_IsRefused()
    {
        var chain = ExchangeTests.ChainOf(Rate.Of(1, 1));

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(chain.Sign(Alice, Of(chain, Alice, 100))));
    }

    [Fact]
    public void Quote_OfTheSameOrder_TakesEffectOnce()
    {
        var chain = ExchangeTests.ChainOf(Rate.Of(1, 1));
        var quote = Of(chain, Alice, 100);
        var first = chain.Sign(Miles.Treasury, quote);
        chain.Succeed(first);

        var outcome = chain.Succeed(chain.Sign(Miles.Treasury, quote));

        Assert.Equal(first.Id, outcome.Effects[0].Repeats);
        Assert.Single(chain.HoldsOf(Alice));
        AssertFails(chain, Reason.OrderReferenceReused, quote with { Amount = new(101) });
    }

    [Fact]
    public void Quote_TakenUpOtherwiseThanItSays_DoesNotMatch()
    {
        var chain = ExchangeTests.ChainOf(Rate.Of(1, 1));
        chain.Succeed(Rate.Agree(chain, Miles, Stars, Rate.Of(1, 1)));
        var id = Quote(chain, Alice, 100);
        var takeUp = TakeUp(Alice, 100, id);

        AssertFails(chain, Reason.QuoteMismatch, TakeUp(Bob, 100, id), Bob);
        AssertFails(chain, Reason.QuoteMismatch, takeUp with { Amount = new(99) }, Alice);
        AssertFails(
            chain, Reason.QuoteMismatch, takeUp with { Path = [Beans.Ticker, Miles.Ticker, Stars.Ticker] }, Alice);
        AssertFails(chain, Reason.QuoteMismatch, takeUp with { Path = [Beans.Ticker, Stars.Ticker] }, Alice);
        AssertFails(chain, Reason.RateReceiveBelowMin, takeUp with { MinReceive = new(101) }, Alice);
        AssertFails(chain, Reason.None, takeUp with { MinReceive = new(100) }, Alice);
    }

    [Fact]
    public void Quote_CapturedOrReleasedLikeAHold_StaysWhatItIs()
    {
        var chain = ExchangeTests.ChainOf(Rate.Of(1, 1));
        var id = Quote(chain, Alice, 100);

        AssertFails(chain, Reason.HoldIsQuote, new Operation.Capture(id, Alice.Account, new(100)), Alice);
        AssertFails(chain, Reason.HoldIsQuote, new Operation.Release(id, Miles.Treasury.Account), Miles.Treasury);
        AssertFails(chain, Reason.None, TakeUp(Alice, 100, id), Alice);
    }

    [Fact]
    public void Quote_OfMoreDatesThanOne_ConvertsAsItPromised()
    {
        var chain = ExchangeTests.ChainOf(
            Rate.Of(1, 3), Beans.Definition with { Expiry = new(Model.Tokens.Granularity.Day, 30) });
        chain.Now = new(chain.Now.Milliseconds + (5 * Rate.Day));
        chain.Mint(Beans, Alice, 7);
        var id = Quote(chain, Alice, 1_007);

        chain.Succeed(chain.Sign(Alice, TakeUp(Alice, 1_007, id)));

        Assert.Equal(335UL, chain.BalanceOf(Alice, Miles));
        Assert.Equal([333UL, 2UL], chain.LotsOf(Alice, Miles).Select(lot => lot.Amount.Units));
    }

    private static HoldId Quote(Chain chain, Wallet account, ulong amount)
    {
        var transaction = chain.Sign(Miles.Treasury, Of(chain, account, amount));
        var outcome = chain.Succeed(transaction);
        Assert.Single(outcome.Effects[0].Hops);
        var id = HoldId.Of(transaction.Id, 0);
        Assert.Contains(id, chain.HoldsOf(account));
        return id;
    }

    private static Operation.Quote Of(Chain chain, Wallet account, ulong amount) => new(
        Beans.Ticker,
        Miles.Ticker,
        account.Account,
        new(amount),
        new(chain.Now.Milliseconds + Operation.Quote.TermMax),
        chain.FreshReference());

    private static Operation.Exchange TakeUp(Wallet by, ulong amount, HoldId id) =>
        ExchangeTests.Of(by, amount, Beans, Miles) with { QuoteId = id };

    private static void AssertFails(Chain chain, Reason expected, Operation operation, Wallet? by = null) =>
        Assert.Equal(expected, chain.CommitOne(chain.Sign(by ?? Miles.Treasury, operation)));
}
