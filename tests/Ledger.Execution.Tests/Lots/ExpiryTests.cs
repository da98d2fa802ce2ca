using Ledger.Execution.Lots;
using Ledger.Execution.State;
using Ledger.Execution.Tests.Operations;
using Ledger.Model.Genesis;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Operations.TransferTests;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Lots;

public sealed class ExpiryTests
{
    private const ulong Day = Calendar.MillisecondsPerDay;

    private static readonly TokenDefinition Expiring = Beans.Definition with { Expiry = new(Granularity.Day, 30) };

    /// <summary>Units minted at noon live for thirty whole days.</summary>
    private static readonly Timestamp FirstExpiry = Calendar.Ceiling(Chain.Start, Granularity.Day, 30);

    [Theory]
    [InlineData(0, Reason.None)]
    [InlineData(1, Reason.BalanceInsufficient)]
    public void Lot_FromItsExpiryOn_IsNotSpendable(ulong after, Reason expected)
    {
        var chain = ChainWithAlice();

        chain.Now = new(FirstExpiry.Milliseconds - 1 + after);

        Assert.Equal(expected, chain.CommitOne(chain.Sign(Alice, Transfer(Alice, Bob, 100))));
    }

    [Fact]
    public void Lot_PastItsExpiry_IsSweptAndCounted()
    {
        var chain = ChainWithAlice();

        chain.Now = FirstExpiry;
        var movements = chain.Sweep();

        var movement = Assert.Single(movements);
        Assert.Equal((Alice.Account, MovementKind.Expiry), (movement.Account, movement.Kind));
        Assert.Equal([new Lot(FirstExpiry, Timestamp.Epoch, new(100))], movement.Lots.ToArray());
        Assert.Equal((100UL, 0UL), (chain.CountersOf(Beans).Expired, chain.CountersOf(Beans).Outstanding));
        Assert.DoesNotContain(chain.State.Entries(), entry => entry.Key.Part == StatePart.Schedule);
    }

    [Fact]
    public void Lot_ThatTheSweepHasNotReached_IsNotSpendableEither()
    {
        var chain = new Chain(new Parameters { SweepsPerBlockMax = 1 }, Expiring);
        chain.Mint(Beans, Alice, 100);
        chain.Mint(Beans, Bob, 100);

        chain.Now = FirstExpiry;
        Assert.Single(chain.Sweep());
        var late = chain.BalanceOf(Alice, Beans) > 0 ? Alice : Bob;
        chain.Now = new(chain.Now.Milliseconds - 999);
        var transfer = chain.Sign(late, Transfer(late, Carol, 1));

        Assert.Equal(Reason.BalanceInsufficient, chain.CommitOne(transfer));
        Assert.Equal(200UL, chain.CountersOf(Beans).Expired);
    }

    [Fact]
    public void Spending_OfSeveralLots_TakesWhatExpiresFirst()
    {
        var chain = ChainWithAlice();
        chain.Now = new(chain.Now.Milliseconds + (2 * Day));
        chain.Mint(Beans, Alice, 50);

        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Bob, 120)));

        var second = new Timestamp(FirstExpiry.Milliseconds + (2 * Day));
        Assert.Equal([new Lot(second, Timestamp.Epoch, new(30))], chain.LotsOf(Alice, Beans));
        Assert.Equal(
            [new Lot(FirstExpiry, Timestamp.Epoch, new(100)), new Lot(second, Timestamp.Epoch, new(20))],
            chain.LotsOf(Bob, Beans));
    }

    [Fact]
    public void Transfer_ThereAndBack_DoesNotFreshenTheExpiry()
    {
        var chain = ChainWithAlice();
        chain.Now = new(chain.Now.Milliseconds + (10 * Day));

        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Bob, 100)));
        chain.Succeed(chain.Sign(Bob, Transfer(Bob, Alice, 100)));

        Assert.Equal([new Lot(FirstExpiry, Timestamp.Epoch, new(100))], chain.LotsOf(Alice, Beans));
    }

    [Fact]
    public void Swap_OfDatedLots_DoesNotFreshenTheExpiry()
    {
        var chain = ChainWithAlice();
        chain.Now = new(chain.Now.Milliseconds + (10 * Day));

        var swap = SwapTests.Swap(SwapTests.Leg(Alice, Bob, Beans, 60), SwapTests.Leg(Alice, Carol, Beans, 40));
        chain.Succeed(chain.Sign(Alice, swap));

        Assert.Equal([new Lot(FirstExpiry, Timestamp.Epoch, new(60))], chain.LotsOf(Bob, Beans));
    }

    [Fact]
    public void Treasury_OfAnotherMember_DoesNotFreshenTheExpiryAndIsSweptLikeAnybody()
    {
        var chain = ChainWithAlice();
        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Miles.Treasury, 100)));
        Assert.Equal(100UL, chain.CountersOf(Beans).MemberHeld);

        chain.Now = FirstExpiry;
        var movement = Assert.Single(chain.Sweep());

        Assert.Equal((Miles.Treasury.Account, MovementKind.Expiry), (movement.Account, movement.Kind));
        Assert.Equal((100UL, 0UL), (chain.CountersOf(Beans).Expired, chain.CountersOf(Beans).MemberHeld));
    }

    [Fact]
    public void Treasury_OfTheTokenItself_TakesTheDateOffAndGivesTheTokensRule()
    {
        var chain = ChainWithAlice();
        chain.Now = new(chain.Now.Milliseconds + (10 * Day));
        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Beans.Treasury, 100)));
        Assert.Equal([new Lot(Timestamp.Epoch, Timestamp.Epoch, new(100))], chain.LotsOf(Beans.Treasury, Beans));

        var handOut = Transfer(Beans.Treasury, Bob, 100) with { OrderReference = chain.FreshReference() };
        chain.Succeed(chain.Sign(Beans.Treasury, handOut));

        var expiry = new Timestamp(FirstExpiry.Milliseconds + (10 * Day));
        Assert.Equal([new Lot(expiry, Timestamp.Epoch, new(100))], chain.LotsOf(Bob, Beans));
    }

    [Fact]
    public void Victim_StuffedWithLots_HoldsABoundedList()
    {
        var rule = new ExpiryRule(Granularity.Day, ExpiryRule.LifetimeMax);
        var chain = new Chain(Beans.Definition with { Expiry = rule });
        for (uint day = 0; day < 140; day++)
        {
            Operation[] mints =
            [
                .. Enumerable.Range(0, ExpiryRule.ActivationStepsMax + 1).Select(step => chain.MintOf(
                    Beans, Alice, 1, Calendar.After(chain.Now, Granularity.Day, (uint)step))),
            ];
            chain.Succeed(chain.Sign(Beans.Minter, [.. mints]));
            chain.Now = new(chain.Now.Milliseconds + Day);
        }

        // One lot for each day of activation ahead, one for each day of expiry ahead, and what this day expires.
        const int bound = ExpiryRule.ActivationStepsMax + ExpiryRule.LifetimeMax + 2;
        Assert.InRange(chain.LotsOf(Alice, Beans).Length, 100, bound);
    }

    [Fact]
    public void Lot_ThatIsPending_IsSpendableFromItsActivationOn()
    {
        var chain = new Chain(Expiring);
        var activation = Calendar.After(chain.Now, Granularity.Day, 2);
        chain.Succeed(chain.Sign(Beans.Minter, chain.MintOf(Beans, Alice, 100, activation)));
        var expiry = new Timestamp(activation.Milliseconds + (30 * Day));
        Assert.Equal([new Lot(expiry, activation, new(100))], chain.LotsOf(Alice, Beans));
        Assert.Equal(100UL, chain.CountersOf(Beans).Pending);

        chain.Now = new(activation.Milliseconds - 1);
        var before = chain.CommitOne(chain.Sign(Alice, Transfer(Alice, Bob, 1)));
        chain.Now = activation;
        var after = chain.CommitOne(chain.Sign(Alice, Transfer(Alice, Bob, 1)));

        Assert.Equal((Reason.BalanceInsufficient, Reason.None), (before, after));
        Assert.Equal(0UL, chain.CountersOf(Beans).Pending);
        Assert.Equal([new Lot(expiry, Timestamp.Epoch, new(99))], chain.LotsOf(Alice, Beans));
    }

    [Fact]
    public void PendingLot_ThatTheSweepHasNotReached_IsSpendableAndNoLongerPendingOnceMoved()
    {
        var chain = new Chain(new Parameters { SweepsPerBlockMax = 0 }, Expiring);
        var activation = Calendar.After(chain.Now, Granularity.Day, 1);
        chain.Succeed(chain.Sign(Beans.Minter, chain.MintOf(Beans, Alice, 100, activation)));
        chain.Now = activation;

        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Bob, 40)));

        Assert.Equal(60UL, chain.CountersOf(Beans).Pending);
        Assert.Equal(Timestamp.Epoch, Assert.Single(chain.LotsOf(Bob, Beans)).ActivatesAt);
    }

    private static Chain ChainWithAlice()
    {
        var chain = new Chain(Expiring, Miles.Definition);
        chain.Mint(Beans, Alice, 100);
        return chain;
    }
}
