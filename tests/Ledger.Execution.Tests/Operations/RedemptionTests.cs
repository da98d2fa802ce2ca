using Ledger.Cryptography;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Operations;

public sealed class RedemptionTests
{
    [Theory]
    [InlineData(100, Reason.None, 0)]
    [InlineData(101, Reason.BalanceInsufficient, 100)]
    [InlineData(0, Reason.AmountZero, 100)]
    public void Redeem_AroundTheBalance_BurnsAllOrNothing(ulong amount, Reason expected, ulong after)
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Alice, 100);

        var reason = chain.CommitOne(chain.Sign(Alice, Redeem(Alice, amount)));

        Assert.Equal(expected, reason);
        Assert.Equal(after, chain.BalanceOf(Alice, Beans));
        Assert.Equal(100 - after, chain.CountersOf(Beans).Redeemed);
        Assert.Equal(after, chain.CountersOf(Beans).Outstanding);
    }

    [Fact]
    public void Redeem_OfAnUnknownToken_Fails()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Alice, 100);

        var redeem = Redeem(Alice, 1) with { Token = Miles.Ticker };

        Assert.Equal(Reason.TokenUnknown, chain.CommitOne(chain.Sign(Alice, redeem)));
    }

    [Fact]
    public void Redeem_OfATokenThatNeedsItsIssuer_NeedsTheIssuersSignatureAndAReference()
    {
        var chain = new Chain(Beans.Definition with { RedeemNeedsIssuer = true });
        chain.Mint(Beans, Alice, 100);
        var issuer = Chain.Member(Beans.Issuer);

        var alone = chain.Sign(Alice, Redeem(Alice, 1, chain.FreshReference()));
        var withoutReference = chain.Sign(Alice, Redeem(Alice, 1), issuer);
        var complete = chain.Sign(Alice, Redeem(Alice, 1, chain.FreshReference()), issuer);

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(alone));
        Assert.Equal(Reason.OrderReferenceMissing, chain.CommitOne(withoutReference));
        Assert.Equal(Reason.None, chain.CommitOne(complete));
    }

    [Fact]
    public void Redeem_OfTheTreasury_NeedsAReference()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Beans.Treasury, 100);

        var without = chain.Sign(Beans.Treasury, Redeem(Beans.Treasury, 1));
        var with = chain.Sign(Beans.Treasury, Redeem(Beans.Treasury, 1, chain.FreshReference()));

        Assert.Equal(Reason.OrderReferenceMissing, chain.CommitOne(without));
        Assert.Equal(Reason.None, chain.CommitOne(with));
        Assert.Equal(99UL, chain.CountersOf(Beans).Treasury);
    }

    [Fact]
    public void Redeem_OfAHolderAlone_TakesNoReferenceSoThatNobodyOccupiesTheIssuers()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Alice, 100);

        var redeem = Redeem(Alice, 1, chain.FreshReference());

        Assert.Equal(Reason.OrderReferenceUnexpected, chain.CommitOne(chain.Sign(Alice, redeem)));
    }

    internal static Operation.Redeem Redeem(Wallet from, ulong amount, Digest? reference = null) =>
        new(from.Account, Beans.Ticker, new(amount), reference);
}
