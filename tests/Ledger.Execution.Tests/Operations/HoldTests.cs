using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Encoding;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Operations;

public sealed class HoldTests
{
    private const ulong Hour = 3_600_000;
    private const ulong Day = 24 * Hour;

    [Fact]
    public void Hold_OfSpendableUnits_TakesThemOutOfTheBalanceAndCountsThemAsHeld()
    {
        var chain = ChainOfAlice();

        var held = Hold(chain, 40);

        Assert.Equal(60UL, chain.BalanceOf(Alice, Beans));
        var counters = chain.CountersOf(Beans);
        Assert.Equal((101UL, 40UL), (counters.Outstanding, counters.Held));
        Assert.Equal([held], chain.HoldsOf(Alice));
    }

    [Fact]
    public void Capture_OfAPart_GivesTheRestBackAndEndsTheHold()
    {
        var chain = ChainOfAlice();
        var held = Hold(chain, 40);

        chain.Succeed(chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(30))));

        Assert.Equal((70UL, 30UL), (chain.BalanceOf(Alice, Beans), chain.BalanceOf(Bob, Beans)));
        Assert.Equal(0UL, chain.CountersOf(Beans).Held);
        Assert.Empty(chain.HoldsOf(Alice));
        Assert.Equal(
            Reason.HoldCaptured, chain.CommitOne(chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(10)))));
        Assert.Equal(Reason.HoldCaptured, chain.CommitOne(chain.Sign(Bob, new Operation.Release(held, Bob.Account))));
    }

    [Fact]
    public void Capture_AroundWhatIsHeld_TakesAllOrNothing()
    {
        var chain = ChainOfAlice();
        var held = Hold(chain, 40);

        Assert.Equal(
            Reason.HoldAmountExceeded,
            chain.CommitOne(chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(41)))));
        Assert.Equal(
            Reason.AmountZero, chain.CommitOne(chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(0)))));
        chain.Succeed(chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(40))));
        Assert.Equal(40UL, chain.BalanceOf(Bob, Beans));
    }

    [Fact]
    public void Release_ByThePayee_GivesAllBackOnce()
    {
        var chain = ChainOfAlice();
        var held = Hold(chain, 40);

        chain.Succeed(chain.Sign(Bob, new Operation.Release(held, Bob.Account)));

        Assert.Equal(100UL, chain.BalanceOf(Alice, Beans));
        Assert.Equal(
            Reason.HoldReleased, chain.CommitOne(chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(1)))));
        Assert.Equal(Reason.HoldReleased, chain.CommitOne(chain.Sign(Bob, new Operation.Release(held, Bob.Account))));
    }

    [Theory]
    [InlineData("bob", Reason.None, Reason.None)]
    [InlineData("carol", Reason.None, Reason.None)]
    [InlineData("alice", Reason.HoldWrongParty, Reason.HoldWrongParty)]
    [InlineData("stranger", Reason.HoldWrongParty, Reason.HoldWrongParty)]
    public void Party_OfAHoldWithArbiter_MayEndItOrNot(string name, Reason capture, Reason release)
    {
        var by = new Wallet(name);
        var chain = ChainOfAlice();
        chain.Mint(Beans, by, 1);
        var (first, second) = (Hold(chain, 10, Carol), Hold(chain, 10, Carol));

        Assert.Equal(capture, chain.CommitOne(chain.Sign(by, new Operation.Capture(first, by.Account, new(5)))));
        Assert.Equal(release, chain.CommitOne(chain.Sign(by, new Operation.Release(second, by.Account))));
    }

    [Fact]
    public void Release_ByTheHolder_IsForHoldsThatSaySo()
    {
        var chain = ChainOfAlice();
        var held = HoldBy(chain, HoldOf(chain, 40) with { HolderMayRelease = true });

        chain.Succeed(chain.Sign(Alice, new Operation.Release(held, Alice.Account)));

        Assert.Equal(100UL, chain.BalanceOf(Alice, Beans));
    }

    [Fact]
    public void Hold_WhoseTimeHasCome_IsReleasedByTheBlockItself()
    {
        var chain = ChainOfAlice();
        var held = Hold(chain, 40);
        chain.Now = new(chain.Now.Milliseconds + Hour);

        var movements = chain.Sweep();

        Assert.Equal([MovementKind.HoldEnd, MovementKind.Credit], movements.Select(movement => movement.Kind));
        Assert.Equal(100UL, chain.BalanceOf(Alice, Beans));
        Assert.Equal(
            Reason.HoldExpired, chain.CommitOne(chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(1)))));
    }

    [Fact]
    public void Capture_InTheBlockOfItsEnd_IsTooLateEvenBeforeTheSweepCameBy()
    {
        var chain = new Chain(new Model.Genesis.Parameters { SweepsPerBlockMax = 1 }, Beans.Definition);
        chain.Mint(Beans, Alice, 100);
        chain.Mint(Beans, Bob, 1);
        var holds = new[] { Hold(chain, 10), Hold(chain, 10) };
        chain.Now = new(chain.Now.Milliseconds + Hour);

        var captures = holds.Select(held => chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(1))));

        Assert.All(chain.Commit([.. captures]), outcome => Assert.Equal(Reason.HoldExpired, outcome.Reason));
    }

    [Fact]
    public void Hold_ThatEndedLongAgo_IsForgotten()
    {
        var chain = ChainOfAlice();
        var held = Hold(chain, 40);
        chain.Succeed(chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(40))));
        chain.Now = new(chain.Now.Milliseconds + Hour + HoldRecord.TermMax);

        Assert.Empty(chain.Sweep());

        Assert.DoesNotContain(
            chain.State.Entries(), entry => entry.Key.Part is StatePart.Holds or StatePart.Schedule);
        Assert.Equal(
            Reason.HoldUnknown, chain.CommitOne(chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(1)))));
    }

    [Fact]
    public void Holds_OfMoreDatesThanOneOutcomeHasRoomFor_EndInTwoBlocks()
    {
        const int Holds = 40, Dates = 1_700, InOneBlock = ushort.MaxValue / (2 + Dates);
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Alice, Holds * Dates);
        for (var hold = 0; hold < Holds; hold++)
            SplitByDates(chain, Hold(chain, Dates), In(chain, 1));
        chain.Now = In(chain, 2);

        var (first, second) = (chain.Sweep(), chain.Sweep());

        Assert.Equal(InOneBlock * (2 + Dates), first.Length);
        Assert.Equal((Holds - InOneBlock) * (2 + Dates), second.Length);
        Assert.Empty(chain.HoldsOf(Alice));
        Assert.Equal((ulong)(Holds * Dates), chain.CountersOf(Beans).Expired);
    }

    [Fact]
    public void Lots_CapturedByTheTreasuryAfterTheirDate_Count()
    {
        var chain = ChainOfExpiring();
        var held = HoldBy(chain, HoldOf(chain, 40) with { Payee = Beans.Treasury.Account, ExpiresAt = In(chain, 9) });
        chain.Now = In(chain, 5);

        chain.Succeed(chain.Sign(
            Beans.Treasury, new Operation.Capture(held, Beans.Treasury.Account, new(40))));

        Assert.Equal(40UL, chain.BalanceOf(Beans.Treasury, Beans));
    }

    [Fact]
    public void Lots_ReleasedAfterTheirDate_ExpireAtOnce()
    {
        var chain = ChainOfExpiring();
        HoldBy(chain, HoldOf(chain, 40) with { ExpiresAt = In(chain, 9) });
        chain.Now = In(chain, 10);

        chain.Sweep();

        Assert.Equal(0UL, chain.BalanceOf(Alice, Beans));
        Assert.Equal(100UL, chain.CountersOf(Beans).Expired);
    }

    [Fact]
    public void Lots_CapturedByAnotherHolderAfterTheirDate_AreNotFreshened()
    {
        var chain = ChainOfExpiring();
        var held = HoldBy(chain, HoldOf(chain, 40) with { ExpiresAt = In(chain, 9) });
        chain.Now = In(chain, 5);
        chain.Mint(Beans, Bob, 1);

        chain.Succeed(chain.Sign(Bob, new Operation.Capture(held, Bob.Account, new(40))));
        chain.Sweep();

        // What is left to Bob is the unit that he was minted himself.
        Assert.Equal(1UL, chain.BalanceOf(Bob, Beans));
    }

    [Fact]
    public void Hold_OfPendingUnits_IsNotCovered()
    {
        var chain = new Chain(Beans.Definition);
        var tomorrow = new Timestamp(((Chain.Start.Milliseconds / Day) + 1) * Day);
        chain.Succeed(chain.Sign(Beans.Minter, chain.MintOf(Beans, Alice, 100, tomorrow)));

        Assert.Equal(Reason.BalanceInsufficient, chain.CommitOne(chain.Sign(Alice, HoldOf(chain, 1))));
    }

    [Fact]
    public void Hold_ByWrongTerms_Fails()
    {
        var chain = ChainOfAlice();
        var hold = HoldOf(chain, 10);

        AssertFails(chain, Reason.HoldTermOutOfRange, hold with { ExpiresAt = chain.Now });
        AssertFails(chain, Reason.HoldTermOutOfRange, hold with { ExpiresAt = new(In(chain, 30).Milliseconds + 1) });
        AssertFails(chain, Reason.TransferToSelf, hold with { Payee = Alice.Account });
        AssertFails(chain, Reason.AmountZero, hold with { Amount = default });
        AssertFails(chain, Reason.TokenUnknown, hold with { Token = TickerOf("NONE") });
        AssertFails(chain, Reason.BalanceInsufficient, hold with { Amount = new(101) });
        Assert.Equal(
            Reason.HoldOfTreasury,
            chain.CommitOne(chain.Sign(Beans.Treasury, hold with { From = Beans.Treasury.Account })));
        AssertFails(chain, Reason.None, hold with { ExpiresAt = In(chain, 30) });
    }

    [Fact]
    public void Hold_OfATokenThatDoesNotMove_IsForItsTreasuryOnly()
    {
        var capabilities = Beans.Definition.Capabilities with { Transfer = new(Transferability.None, Mutability.Locked) };
        var chain = new Chain(Beans.Definition with { Capabilities = capabilities });
        chain.Mint(Beans, Alice, 100);

        AssertFails(chain, Reason.TransferNotAllowed, HoldOf(chain, 1));
        AssertFails(chain, Reason.None, HoldOf(chain, 1) with { Payee = Beans.Treasury.Account });
    }

    [Fact]
    public void Hold_BeyondTheAccountsCount_FailsUntilOneEnds()
    {
        var chain = ChainOfAlice();
        var held = Enumerable.Range(0, AccountHolds.CountMax).Select(_ => Hold(chain, 1)).ToArray();

        AssertFails(chain, Reason.HoldCountExceeded, HoldOf(chain, 1));
        chain.Succeed(chain.Sign(Bob, new Operation.Release(held[0], Bob.Account)));
        AssertFails(chain, Reason.None, HoldOf(chain, 1));
    }

    [Fact]
    public void Hold_WithoutTheHoldersSignature_IsRefused()
    {
        var chain = ChainOfAlice();
        var held = Hold(chain, 10);

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(chain.Sign(Bob, HoldOf(chain, 1))));
        Assert.Equal(
            Reason.SignerMissing, chain.RefusalOf(chain.Sign(Alice, new Operation.Capture(held, Bob.Account, new(1)))));
        Assert.Equal(
            Reason.SignerMissing, chain.RefusalOf(chain.Sign(Alice, new Operation.Release(held, Bob.Account))));
    }

    private static void AssertFails(Chain chain, Reason expected, Operation.Hold hold) =>
        Assert.Equal(expected, chain.CommitOne(chain.Sign(Alice, hold)));

    private static Operation.Hold HoldOf(Chain chain, ulong amount, Wallet? arbiter = null) => new(
        Alice.Account,
        Bob.Account,
        arbiter?.Account,
        Beans.Ticker,
        new(amount),
        new(chain.Now.Milliseconds + Hour),
        HolderMayRelease: false);

    private static HoldId Hold(Chain chain, ulong amount, Wallet? arbiter = null) =>
        HoldBy(chain, HoldOf(chain, amount, arbiter));

    private static HoldId HoldBy(Chain chain, Operation.Hold hold)
    {
        var transaction = chain.Sign(Alice, hold);
        chain.Succeed(transaction);
        return HoldId.Of(transaction.Id, 0);
    }

    /// <summary>As if each unit in the hold had been minted at another time.</summary>
    private static void SplitByDates(Chain chain, HoldId held, Timestamp first)
    {
        Assert.True(chain.State.TryRead(StateKeys.Hold(held), out var bytes));
        Assert.True(HoldRecord.TryRead(bytes.Span, out var hold));
        var units = (int)hold.Lots.Single().Amount.Units;
        var lots = Enumerable.Range(0, units).Select(unit => new Lot(
            new(first.Milliseconds + (ulong)unit), Timestamp.Epoch, new(1)));
        var split = hold with { Lots = [.. lots] };
        var writer = new FixedWriter(new byte[split.Size]);
        split.Write(ref writer);
        Assert.True(chain.State.TryRestore(new(StateKeys.Hold(held), writer.Written.ToArray())));
    }

    private static Timestamp In(Chain chain, ulong days) => new(chain.Now.Milliseconds + (days * Day));

    private static Chain ChainOfAlice()
    {
        var chain = new Chain(Beans.Definition);
        chain.Mint(Beans, Alice, 100);
        chain.Mint(Beans, Bob, 1);
        chain.Succeed(chain.Sign(Bob, TransferTests.Transfer(Bob, Carol, 1)));
        return chain;
    }

    /// <summary>Alice's 100 beans expire within three days.</summary>
    private static Chain ChainOfExpiring()
    {
        var chain = new Chain(Beans.Definition with { Expiry = new(Granularity.Day, 2) });
        chain.Mint(Beans, Alice, 100);
        return chain;
    }
}
