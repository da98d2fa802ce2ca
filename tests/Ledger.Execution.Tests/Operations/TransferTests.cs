using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Operations;

public sealed class TransferTests
{
    [Theory]
    [InlineData(100, Reason.None, 0, 100)]
    [InlineData(1, Reason.None, 99, 1)]
    [InlineData(101, Reason.BalanceInsufficient, 100, 0)]
    [InlineData(ulong.MaxValue, Reason.BalanceInsufficient, 100, 0)]
    [InlineData(0, Reason.AmountZero, 100, 0)]
    public void Transfer_AroundTheBalance_MovesAllOrNothing(
        ulong amount, Reason expected, ulong aliceAfter, ulong bobAfter)
    {
        var chain = ChainWithAlice(100);

        var reason = chain.CommitOne(chain.Sign(Alice, Transfer(Alice, Bob, amount)));

        Assert.Equal(expected, reason);
        Assert.Equal(aliceAfter, chain.BalanceOf(Alice, Beans));
        Assert.Equal(bobAfter, chain.BalanceOf(Bob, Beans));
    }

    [Fact]
    public void Transfer_ToItself_Fails()
    {
        var chain = ChainWithAlice(100);

        Assert.Equal(Reason.TransferToSelf, chain.CommitOne(chain.Sign(Alice, Transfer(Alice, Alice, 1))));
    }

    [Fact]
    public void Transfer_OfAnUnknownToken_Fails()
    {
        var chain = ChainWithAlice(100);

        var transfer = Transfer(Alice, Bob, 1) with { Token = TickerOf("NONE") };

        Assert.Equal(Reason.TokenUnknown, chain.CommitOne(chain.Sign(Alice, transfer)));
    }

    [Fact]
    public void Transfer_OutcomeOfSuccess_NamesWhatWasDebitedAndCredited()
    {
        var chain = ChainWithAlice(100);

        var outcome = chain.Succeed(chain.Sign(Alice, Transfer(Alice, Bob, 30)));

        var effect = Assert.Single(outcome.Effects);
        var lot = new Lot(Timestamp.Epoch, Timestamp.Epoch, new(30));
        Assert.Collection(
            effect.Movements,
            debit => AssertMovement(debit, Alice, MovementKind.Debit, lot),
            credit => AssertMovement(credit, Bob, MovementKind.Credit, lot));
    }

    [Fact]
    public void Transfer_OfATokenThatDoesNotAllowIt_FailsUnlessTheIssuerTakesPart()
    {
        var definition = Beans.Definition with
        {
            Capabilities = Beans.Definition.Capabilities with
            {
                Transfer = new(Transferability.None, Mutability.Locked),
            },
        };
        var chain = new Chain(definition);
        chain.Mint(Beans, Alice, 100);

        Assert.Equal(Reason.TransferNotAllowed, chain.CommitOne(chain.Sign(Alice, Transfer(Alice, Bob, 1))));
        Assert.Equal(Reason.None, chain.CommitOne(chain.Sign(Alice, Transfer(Alice, Beans.Treasury, 1))));
    }

    [Fact]
    public void Transfer_OfTheTreasuryWithoutOrderReference_Fails()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Beans.Treasury, 100);

        var reason = chain.CommitOne(chain.Sign(Beans.Treasury, Transfer(Beans.Treasury, Alice, 1)));

        Assert.Equal(Reason.OrderReferenceMissing, reason);
    }

    [Fact]
    public void Transfer_OfAHolderWithOrderReference_FailsSoThatNobodyOccupiesTheIssuers()
    {
        var chain = ChainWithAlice(100);

        var transfer = Transfer(Alice, Bob, 1) with { OrderReference = chain.FreshReference() };

        Assert.Equal(Reason.OrderReferenceUnexpected, chain.CommitOne(chain.Sign(Alice, transfer)));
    }

    [Fact]
    public void Transfer_ToAnUnknownAccount_MakesItAnAccountThatCanSign()
    {
        var chain = ChainWithAlice(100);

        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Bob, 10)));
        chain.Succeed(chain.Sign(Bob, Transfer(Bob, Carol, 10)));

        Assert.Equal(10UL, chain.BalanceOf(Carol, Beans));
        Assert.Equal(Bob.Policy, chain.AccountOf(Bob)?.Policy);
        Assert.Null(chain.AccountOf(Carol)?.Policy);
    }

    internal static Operation.Transfer Transfer(Wallet from, Wallet to, ulong amount) =>
        new(from.Account, to.Account, Beans.Ticker, new(amount), null);

    private static Chain ChainWithAlice(ulong amount)
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Alice, amount);
        return chain;
    }

    private static void AssertMovement(Movement movement, Wallet wallet, MovementKind kind, params Lot[] lots)
    {
        Assert.Equal(wallet.Account, movement.Account);
        Assert.Equal(Beans.Ticker, movement.Token);
        Assert.Equal(kind, movement.Kind);
        Assert.Equal(lots, movement.Lots);
    }
}
