using Ledger.Execution.Lots;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Operations;

public sealed class OrderReferenceTests
{
    [Fact]
    public void Mint_OfTheSameOrderAgain_MovesNothingAndNamesTheEffectThatStands()
    {
        var chain = new Chain(Beans.Definition);
        var mint = chain.MintOf(Beans, Alice, 100);
        var first = chain.Succeed(chain.Sign(Beans.Minter, mint));

        var again = chain.Succeed(chain.Sign(Beans.Minter, mint));

        var effect = Assert.Single(again.Effects);
        Assert.Equal(first.Transaction, effect.Repeats);
        Assert.Empty(effect.Movements);
        Assert.Equal(100UL, chain.BalanceOf(Alice, Beans));
    }

    [Fact]
    public void Mint_OfTheSameOrderTwiceInOneTransaction_TakesEffectOnce()
    {
        var chain = new Chain(Beans.Definition);
        var mint = chain.MintOf(Beans, Alice, 100);

        chain.Succeed(chain.Sign(Beans.Minter, [mint, mint]));

        Assert.Equal(100UL, chain.BalanceOf(Alice, Beans));
    }

    [Fact]
    public void Mint_OfTheSameOrderBeyondTheDailyLimit_IsARepeatAndNoFailure()
    {
        var chain = new Chain(Beans.Definition with { MintPerDayMax = new(100) });
        var mint = chain.MintOf(Beans, Alice, 100);
        chain.Succeed(chain.Sign(Beans.Minter, mint));

        chain.Succeed(chain.Sign(Beans.Minter, mint));
    }

    [Fact]
    public void Mint_OfTheSameOrderWithOtherContent_Fails()
    {
        var chain = new Chain(Beans.Definition);
        var mint = chain.MintOf(Beans, Alice, 100);
        chain.Succeed(chain.Sign(Beans.Minter, mint));

        Operation.Mint[] others =
        [
            mint with { Amount = new(99) },
            mint with { To = Bob.Account },
            mint with { Reason = MintReason.Review },
            mint with { ActivatesAt = new(Calendar.MillisecondsPerDay) },
        ];

        Assert.All(others, other => Assert.Equal(
            Reason.OrderReferenceReused, chain.CommitOne(chain.Sign(Beans.Minter, other))));
    }

    [Fact]
    public void Mint_ThatFailed_DoesNotOccupyItsReference()
    {
        var chain = new Chain(Beans.Definition with { MintPerDayMax = new(100) });
        var mint = chain.MintOf(Beans, Alice, 101);
        Assert.Equal(Reason.MintPerDayExceeded, chain.CommitOne(chain.Sign(Beans.Minter, mint)));

        chain.Succeed(chain.Sign(Beans.Minter, mint with { Amount = new(100) }));
    }

    [Fact]
    public void Reference_OfOneOperationOrToken_IsFreeForAnother()
    {
        var chain = new Chain(Beans.Definition, Miles.Definition);
        var reference = chain.FreshReference();
        var mint = chain.MintOf(Beans, Beans.Treasury, 100) with { OrderReference = reference };
        chain.Succeed(chain.Sign(Beans.Minter, mint));

        var transfer = TransferTests.Transfer(Beans.Treasury, Alice, 1) with { OrderReference = reference };
        chain.Succeed(chain.Sign(Beans.Treasury, transfer));
        chain.Succeed(chain.Sign(Beans.Treasury, RedemptionTests.Redeem(Beans.Treasury, 1, reference)));
        chain.Succeed(chain.Sign(Miles.Minter, mint with { Token = Miles.Ticker }));
    }

    [Fact]
    public void Transfer_OfTheSameOrderAgain_RepeatsOrFailsByContent()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Beans.Treasury, 100);
        var reference = chain.FreshReference();
        var transfer = TransferTests.Transfer(Beans.Treasury, Alice, 60) with { OrderReference = reference };
        chain.Succeed(chain.Sign(Beans.Treasury, transfer));

        chain.Succeed(chain.Sign(Beans.Treasury, transfer));
        var other = chain.CommitOne(chain.Sign(Beans.Treasury, transfer with { To = Bob.Account }));

        Assert.Equal(Reason.OrderReferenceReused, other);
        Assert.Equal(60UL, chain.BalanceOf(Alice, Beans));
    }

    [Fact]
    public void Redeem_OfTheSameOrderAgain_RepeatsOrFailsByContent()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Beans.Treasury, 100);
        var redeem = RedemptionTests.Redeem(Beans.Treasury, 60, chain.FreshReference());
        chain.Succeed(chain.Sign(Beans.Treasury, redeem));

        chain.Succeed(chain.Sign(Beans.Treasury, redeem));
        var other = chain.CommitOne(chain.Sign(Beans.Treasury, redeem with { Amount = new(1) }));

        Assert.Equal(Reason.OrderReferenceReused, other);
        Assert.Equal(40UL, chain.BalanceOf(Beans.Treasury, Beans));
    }
}
