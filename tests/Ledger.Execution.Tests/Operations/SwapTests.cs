using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Operations;

public sealed class SwapTests
{
    [Fact]
    public void Swap_BetweenTwoBrands_MovesBothWaysAndCountsThePosition()
    {
        var chain = ChainOfTwo();
        chain.Mint(Miles, Miles.Treasury, 100);

        chain.Succeed(chain.Sign(
            Alice,
            Swap(Leg(Alice, Miles.Treasury, Beans, 10), Leg(Miles.Treasury, Alice, Miles, 5)),
            Miles.Treasury));

        Assert.Equal(10UL, chain.BalanceOf(Miles.Treasury, Beans));
        Assert.Equal(10UL, chain.CountersOf(Beans).MemberHeld);
        Assert.Equal(105UL, chain.BalanceOf(Alice, Miles) + chain.BalanceOf(Bob, Miles));
        Assert.Equal(0UL, chain.CountersOf(Miles).MemberHeld);
    }

    [Fact]
    public void Swap_WithALegThatIsNotCovered_MovesNothing()
    {
        var chain = ChainOfTwo();

        var swap = Swap(Leg(Alice, Bob, Beans, 10), Leg(Bob, Alice, Miles, 101));

        Assert.Equal(Reason.BalanceInsufficient, chain.CommitOne(chain.Sign(Alice, swap, Bob)));
        Assert.Equal(100UL, chain.BalanceOf(Alice, Beans));
        Assert.Equal(0UL, chain.BalanceOf(Bob, Beans));
    }

    [Fact]
    public void Swap_ALegThatPaysWithWhatAnotherBrings_IsNotCovered()
    {
        var chain = ChainOfTwo();

        // Bob has no beans before the operation.
        var swap = Swap(Leg(Alice, Bob, Beans, 10), Leg(Bob, Carol, Beans, 10));

        Assert.Equal(Reason.BalanceInsufficient, chain.CommitOne(chain.Sign(Alice, swap, Bob)));
    }

    [Fact]
    public void Swap_TwoLegsOfOneBalance_AreTakenTogether()
    {
        var chain = ChainOfTwo();

        var covered = Swap(Leg(Alice, Bob, Beans, 60), Leg(Alice, Carol, Beans, 40));
        var beyond = Swap(Leg(Alice, Bob, Beans, 60), Leg(Alice, Carol, Beans, 41));

        Assert.Equal(Reason.BalanceInsufficient, chain.CommitOne(chain.Sign(Alice, beyond)));
        Assert.Equal(Reason.None, chain.CommitOne(chain.Sign(Alice, covered)));
    }

    [Fact]
    public void Swap_WithoutADebitedPartysSignature_IsRefused()
    {
        var chain = ChainOfTwo();

        var swap = Swap(Leg(Alice, Bob, Beans, 1), Leg(Bob, Alice, Miles, 1));

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(chain.Sign(Alice, swap)));
    }

    [Fact]
    public void Swap_WithTheSameLegTwice_Fails()
    {
        var chain = ChainOfTwo();

        var swap = Swap(Leg(Alice, Bob, Beans, 1), Leg(Alice, Bob, Beans, 2));

        Assert.Equal(Reason.SwapLegDuplicate, chain.CommitOne(chain.Sign(Alice, swap)));
    }

    [Fact]
    public void Swap_OfTwoTokensFromOneToAnother_IsNoDuplicate()
    {
        var chain = ChainOfTwo();
        chain.Mint(Miles, Alice, 10);

        chain.Succeed(chain.Sign(Alice, Swap(Leg(Alice, Bob, Beans, 1), Leg(Alice, Bob, Miles, 2))));

        Assert.Equal(1UL, chain.BalanceOf(Bob, Beans));
    }

    [Theory]
    [InlineData("alice", "BEANS", 1, Reason.TransferToSelf)]
    [InlineData("bob", "NONE", 1, Reason.TokenUnknown)]
    [InlineData("bob", "BEANS", 0, Reason.AmountZero)]
    public void Swap_WithAnUnsoundLeg_Fails(string to, string token, ulong amount, Reason expected)
    {
        var chain = ChainOfTwo();

        var leg = new SwapLeg(Alice.Account, new Wallet(to).Account, TickerOf(token), new(amount));

        Assert.Equal(expected, chain.CommitOne(chain.Sign(Alice, Swap(Leg(Alice, Carol, Beans, 1), leg))));
    }

    [Fact]
    public void Swap_OfSixteenLegs_Succeeds()
    {
        var chain = ChainOfTwo();

        var legs = Enumerable.Range(0, 16).Select(i => Leg(Alice, new($"wallet {i}"), Beans, 1)).ToArray();

        chain.Succeed(chain.Sign(Alice, Swap(legs)));
        Assert.Equal(84UL, chain.BalanceOf(Alice, Beans));
    }

    [Theory]
    [InlineData(Transferability.Free, Reason.None, Reason.None)]
    [InlineData(Transferability.ExchangeOnly, Reason.TransferNotAllowed, Reason.None)]
    [InlineData(Transferability.Pool, Reason.TransferNotAllowed, Reason.TransferNotAllowed)]
    [InlineData(Transferability.None, Reason.TransferNotAllowed, Reason.TransferNotAllowed)]
    public void Swap_ByManifest_IsAllowedBetweenHoldersOrWithATreasury(
        Transferability transferability, Reason withHolder, Reason withTreasury)
    {
        var capabilities = Beans.Definition.Capabilities with { Transfer = new(transferability, Mutability.Locked) };
        var chain = ChainOfTwo(Beans.Definition with { Capabilities = capabilities });
        chain.Mint(Miles, Miles.Treasury, 100);

        var holder = Swap(Leg(Alice, Bob, Beans, 1), Leg(Bob, Alice, Miles, 1));
        var treasury = Swap(Leg(Alice, Miles.Treasury, Beans, 1), Leg(Miles.Treasury, Alice, Miles, 1));

        Assert.Equal(withHolder, chain.CommitOne(chain.Sign(Alice, holder, Bob)));
        Assert.Equal(withTreasury, chain.CommitOne(chain.Sign(Alice, treasury, Miles.Treasury)));
    }

    internal static Operation.Swap Swap(params SwapLeg[] legs) => new([.. legs]);

    internal static SwapLeg Leg(Wallet from, Wallet to, Brand brand, ulong amount) =>
        new(from.Account, to.Account, brand.Ticker, new(amount));

    /// <summary>Alice holds 100 beans, Bob 100 miles.</summary>
    private static Chain ChainOfTwo(TokenDefinition? beans = null)
    {
        var chain = new Chain(beans ?? Beans.Definition, Miles.Definition);
        chain.Mint(Beans, Alice, 100);
        chain.Mint(Miles, Bob, 100);
        return chain;
    }
}
