using Ledger.Execution.Lots;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Operations;

public sealed class MintTests
{
    private const ulong Day = Calendar.MillisecondsPerDay;

    [Theory]
    [InlineData(100, Reason.None)]
    [InlineData(101, Reason.SupplyExceeded)]
    [InlineData(long.MaxValue, Reason.SupplyExceeded)]
    [InlineData(0, Reason.AmountZero)]
    public void Mint_AroundTheMaximumSupply_IssuesAllOrNothing(ulong amount, Reason expected)
    {
        var definition = Beans.Definition with { SupplyMax = new(150), MintPerDayMax = new(ulong.MaxValue) };
        var chain = new Chain(definition);
        chain.Mint(Beans, Bob, 50);

        Assert.Equal(expected, chain.CommitOne(chain.Sign(Beans.Minter, chain.MintOf(Beans, Alice, amount))));
    }

    [Theory]
    [InlineData(40, Reason.None)]
    [InlineData(41, Reason.MintPerDayExceeded)]
    [InlineData(ulong.MaxValue, Reason.MintPerDayExceeded)]
    public void Mint_AroundTheDailyLimit_CountsTheWholeDay(ulong amount, Reason expected)
    {
        var chain = new Chain(Beans.Definition with { MintPerDayMax = new(100) });
        chain.Mint(Beans, Bob, 60);

        Assert.Equal(expected, chain.CommitOne(chain.Sign(Beans.Minter, chain.MintOf(Beans, Alice, amount))));
    }

    [Fact]
    public void Mint_OnTheNextDay_HasTheWholeLimitAgain()
    {
        var chain = new Chain(Beans.Definition with { MintPerDayMax = new(100) });
        chain.Mint(Beans, Bob, 100);

        chain.Now = new((Calendar.DayOf(chain.Now) + 1) * Day);

        chain.Mint(Beans, Bob, 100);
    }

    [Fact]
    public void Mint_OfUnitsThatWereBurnt_FailsOnlyWhereTheCountOfAllEverIssuedWouldOverflow()
    {
        var chain = new Chain(Beans.Definition with { MintPerDayMax = new(ulong.MaxValue) });
        for (var i = 0; i < 2; i++)
        {
            chain.Mint(Beans, Alice, long.MaxValue);
            chain.Succeed(chain.Sign(Alice, RedemptionTests.Redeem(Alice, long.MaxValue)));
            chain.Now = new(chain.Now.Milliseconds + Day);
        }

        Assert.Equal(Reason.SupplyExceeded, chain.CommitOne(chain.Sign(Beans.Minter, chain.MintOf(Beans, Alice, 2))));
        Assert.Equal(Reason.None, chain.CommitOne(chain.Sign(Beans.Minter, chain.MintOf(Beans, Alice, 1))));
    }

    [Fact]
    public void Mint_OfAnUnknownToken_Fails()
    {
        var chain = new Chain(Beans.Definition);

        Assert.Equal(Reason.TokenUnknown, chain.CommitOne(chain.Sign(Beans.Minter, chain.MintOf(Miles, Alice, 1))));
    }

    [Fact]
    public void Mint_WithAnotherSignatureThanTheMinters_IsRefused()
    {
        var chain = new Chain(Beans.Definition);

        var byTreasury = chain.Sign(Beans.Treasury, chain.MintOf(Beans, Alice, 1));

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(byTreasury));
    }

    [Theory]
    [InlineData(64, 0, Reason.None)]
    [InlineData(65, 0, Reason.ActivationTooFar)]
    [InlineData(1, 1, Reason.ActivationOffGranularity)]
    public void Mint_WithActivation_LiesOnTheGranularityAndNotTooFar(ulong days, ulong beside, Reason expected)
    {
        var chain = new Chain(Beans.Definition);
        var activation = new Timestamp(((Calendar.DayOf(chain.Now) + days) * Day) + beside);

        var mint = chain.MintOf(Beans, Alice, 1, activation);

        Assert.Equal(expected, chain.CommitOne(chain.Sign(Beans.Minter, mint)));
    }

    [Fact]
    public void Mint_WithActivationAtTheTimeOfItsBlock_IsSpendableAtOnce()
    {
        var chain = new Chain(Beans.Definition);
        chain.Now = Calendar.After(chain.Now, Granularity.Day, 1);

        chain.Succeed(chain.Sign(Beans.Minter, chain.MintOf(Beans, Alice, 1, chain.Now)));

        Assert.Equal(Timestamp.Epoch, Assert.Single(chain.LotsOf(Alice, Beans)).ActivatesAt);
    }

    [Fact]
    public void Mint_WithActivationAtTheEndOfTheCalendar_Fails()
    {
        var chain = new Chain(Beans.Definition);

        var mint = chain.MintOf(Beans, Alice, 1, Timestamp.Latest);

        Assert.Equal(Reason.ActivationTooFar, chain.CommitOne(chain.Sign(Beans.Minter, mint)));
    }

    [Fact]
    public void Mint_WithAnActivationThatHasPassed_IsSpendableAtOnce()
    {
        var chain = new Chain(Beans.Definition);
        var activation = Calendar.Floor(chain.Now, Granularity.Day);

        chain.Succeed(chain.Sign(Beans.Minter, chain.MintOf(Beans, Alice, 1, activation)));

        Assert.Equal([new Lot(Timestamp.Epoch, Timestamp.Epoch, new(1))], chain.LotsOf(Alice, Beans));
    }

    [Fact]
    public void Mint_IntoTheTreasury_HasNoDates()
    {
        var chain = new Chain(Beans.Definition with { Expiry = new(Granularity.Day, 30) });
        var activation = Calendar.After(chain.Now, Granularity.Day, 3);

        chain.Succeed(chain.Sign(Beans.Minter, chain.MintOf(Beans, Beans.Treasury, 5, activation)));

        Assert.Equal([new Lot(Timestamp.Epoch, Timestamp.Epoch, new(5))], chain.LotsOf(Beans.Treasury, Beans));
        Assert.Equal(5UL, chain.CountersOf(Beans).Treasury);
    }
}
