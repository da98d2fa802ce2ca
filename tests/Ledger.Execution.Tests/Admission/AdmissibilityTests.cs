using Ledger.Execution.Blocks;
using Ledger.Execution.State;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;
using static Ledger.Execution.Tests.Operations.TransferTests;
using static Ledger.Execution.Tests.Wallet;

namespace Ledger.Execution.Tests.Admission;

public sealed class AdmissibilityTests
{
    [Theory]
    [InlineData(0, Reason.TransactionExpired)]
    [InlineData(1, null)]
    [InlineData(900_000, null)]
    [InlineData(900_001, Reason.TransactionValidTooLong)]
    public void Transaction_AroundItsValidity_IsAdmissibleWithinTheWindow(ulong ahead, Reason? expected)
    {
        var chain = ChainWithAlice();
        var body = chain.Body(Alice, Transfer(Alice, Bob, 1)) with { ValidUntil = new(chain.Now.Milliseconds + ahead) };

        AssertEnd(chain, chain.Sign(body, Alice.Sign(withPolicy: true)), expected);
    }

    [Fact]
    public void Transaction_ValidUntilTheEndOfTime_IsRefused()
    {
        var chain = ChainWithAlice();
        var body = chain.Body(Alice, Transfer(Alice, Bob, 1)) with { ValidUntil = Timestamp.Latest };

        Assert.Equal(
            Reason.TransactionValidTooLong, chain.RefusalOf(chain.Sign(body, Alice.Sign(withPolicy: true))));
    }

    [Fact]
    public void Transaction_OfAnotherNetworksName_IsRefused()
    {
        var chain = ChainWithAlice();
        var transaction = chain.Sign(Alice, Transfer(Alice, Bob, 1));
        var executor = new BlockExecutor(new("othernet", new Parameters()));

        var verdict = executor.Execute(chain.Next, chain.State.View, [transaction]);

        Assert.Equal(
            new BlockVerdict.Invalid(BlockFault.Transaction, 0, Reason.TransactionWrongNetwork), verdict);
    }

    [Fact]
    public void Transaction_ThatIsInTheLog_IsADuplicate()
    {
        var chain = ChainWithAlice();
        var transaction = chain.Sign(Alice, Transfer(Alice, Bob, 1));
        chain.Succeed(transaction);

        Assert.Equal(Reason.TransactionDuplicate, chain.RefusalOf(transaction));
    }

    [Fact]
    public void Transaction_TwiceInOneBlock_IsInvalidAtTheSecond()
    {
        var chain = ChainWithAlice();
        var transaction = chain.Sign(Alice, Transfer(Alice, Bob, 1));

        var verdict = chain.Judge(transaction, transaction);

        Assert.Equal(new BlockVerdict.Invalid(BlockFault.Transaction, 1, Reason.TransactionDuplicate), verdict);
    }

    [Fact]
    public void Nonce_WithOtherContent_IsReusedEvenInAnotherMinute()
    {
        var chain = ChainWithAlice();
        var body = chain.Body(Alice, Transfer(Alice, Bob, 1));
        chain.Succeed(chain.Sign(body, Alice.Sign(withPolicy: true)));

        var later = body with { ValidUntil = new(body.ValidUntil.Milliseconds + 180_000) };

        Assert.Equal(Reason.TransactionNonceReused, chain.RefusalOf(chain.Sign(later, Alice.Sign())));
    }

    [Fact]
    public void Nonce_OfAFailedTransaction_IsUsed()
    {
        var chain = ChainWithAlice();
        var body = chain.Body(Alice, Transfer(Alice, Bob, 1_000));
        Assert.Equal(Reason.BalanceInsufficient, chain.CommitOne(chain.Sign(body, Alice.Sign(withPolicy: true))));

        var other = body with { Operations = [Transfer(Alice, Bob, 1)] };

        Assert.Equal(Reason.TransactionNonceReused, chain.RefusalOf(chain.Sign(other, Alice.Sign(withPolicy: true))));
    }

    [Fact]
    public void Nonce_AfterItsMinuteIsDropped_IsFreeAgain()
    {
        var chain = ChainWithAlice();
        var body = chain.Body(Alice, Transfer(Alice, Bob, 1));
        chain.Succeed(chain.Sign(body, Alice.Sign(withPolicy: true)));

        chain.Now = new(body.ValidUntil.Milliseconds + 60_000);
        chain.Commit();
        Assert.NotEmpty(chain.Last.DroppedMinutes);
        Assert.Equal(chain.Last.DroppedMinutes.Select(ReplayMinute.Tree), chain.Last.Pages.DroppedTrees);
        var again = body with { ValidUntil = new(chain.Now.Milliseconds + 1_000) };

        chain.Succeed(chain.Sign(again, Alice.Sign()));
    }

    [Fact]
    public void Replay_AfterALongSleep_IsEmpty()
    {
        var chain = ChainWithAlice();
        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Bob, 1)));

        chain.Now = new(chain.Now.Milliseconds + (7 * 86_400_000UL));
        chain.Commit();

        Assert.DoesNotContain(chain.State.Entries(), entry => entry.Key.Part == StatePart.Replay);
    }

    [Fact]
    public void Author_WithoutARecord_IsUnknown()
    {
        var chain = ChainWithAlice();

        Assert.Equal(Reason.AuthorUnknown, chain.RefusalOf(chain.Sign(Bob, Transfer(Bob, Alice, 1))));
    }

    [Fact]
    public void Author_WhosePolicyIsNotKnown_MustSendIt()
    {
        var chain = ChainWithAlice();

        var without = chain.Sign(chain.Body(Alice, Transfer(Alice, Bob, 1)), Alice.Sign());

        Assert.Equal(Reason.PolicyMissing, chain.RefusalOf(without));
    }

    [Fact]
    public void Policies_OfTwoTransactionsInFlight_MayBothComeAlong()
    {
        var chain = ChainWithAlice();
        var first = chain.Sign(Alice, Transfer(Alice, Bob, 1));
        var second = chain.Sign(Alice, Transfer(Alice, Bob, 1));

        chain.Succeed(first);
        chain.Succeed(second);
    }

    [Fact]
    public void Stranger_WhoSignsInAnothersName_CantBurnHisNonce()
    {
        var chain = ChainWithAlice();
        var body = chain.Body(Alice, Transfer(Alice, Bob, 1));
        var stranger = new Wallet("mallory");
        var forged = chain.Sign(body, Alice.Sign(withPolicy: true) with { Key = stranger.Key });

        Assert.Equal(Reason.SignerUnknownKey, chain.RefusalOf(forged));

        chain.Succeed(chain.Sign(body, Alice.Sign(withPolicy: true)));
    }

    [Fact]
    public void Garbage_SignedUnderAKnownId_LeavesTheGenuineTransactionAdmissible()
    {
        var chain = ChainWithAlice();
        var genuine = chain.Sign(Alice, Transfer(Alice, Bob, 1));
        var garbage = chain.Sign(genuine.Body, Alice.Sign(withPolicy: true) with { Key = KeyOf("garbage") });
        Assert.Equal(genuine.Id, garbage.Id);

        var draft = chain.Build(garbage, genuine);

        Assert.Equal(new Refusal(0, Reason.SignerUnknownKey), Assert.Single(draft.Refusals));
        Assert.Same(genuine, Assert.Single(draft.Transactions));
    }

    [Fact]
    public void Signature_OfAnAccountThatNeedNotSign_IsSuperfluous()
    {
        var chain = ChainWithAlice();

        Assert.Equal(
            Reason.SignatureSuperfluous, chain.RefusalOf(chain.Sign(Alice, Transfer(Alice, Bob, 1), Bob)));
    }

    [Fact]
    public void Author_WhoNeedNotActOtherwise_SignsAlways()
    {
        var chain = ChainWithAlice();
        chain.Mint(Beans, Bob, 10);

        var byBobAlone = chain.Sign(chain.Body(Alice, Transfer(Bob, Alice, 1)), Bob.Sign(withPolicy: true));

        Assert.Equal(Reason.SignerMissing, chain.RefusalOf(byBobAlone));
    }

    [Theory]
    [InlineData(new[] { 0 }, Reason.ThresholdNotReached)]
    [InlineData(new[] { 0, 1 }, null)]
    [InlineData(new[] { 2 }, null)]
    [InlineData(new[] { 0, 2 }, Reason.SignatureSuperfluous)]
    [InlineData(new[] { 0, 1, 2 }, Reason.SignatureSuperfluous)]
    public void Policy_OfThreeWeightedKeys_NeedsItsThresholdAndNoMore(int[] signers, Reason? expected)
    {
        var chain = ChainWithAlice();
        // Keys 0 and 1 weigh 1 each, key 2 weighs 2; the threshold is 2.
        var keys = Enumerable.Range(0, 3).Select(i => KeyOf($"key {i}")).ToArray();
        var weighted = keys.Select((key, i) => new PolicyKey(key, i == 2 ? 2u : 1u));
        var policy = new Policy(2, [.. weighted.OrderBy(key => key.Key)]);
        chain.Succeed(chain.Sign(Alice, new Operation.ReplacePolicy(Alice.Account, policy)));

        var signatures = signers.Select(i => new AccountSignature(Alice.Account, keys[i], default, null));

        AssertEnd(chain, chain.Sign(chain.Body(Alice, Transfer(Alice, Bob, 1)), [.. signatures]), expected);
    }

    [Fact]
    public void Failures_BeyondTheLimitOfTheWindow_AreNotRecordedUntilTheNextOne()
    {
        var chain = ChainWithAlice(new Parameters { FailuresPerWindowMax = 2 });
        for (var i = 0; i < 2; i++)
            Assert.Equal(Reason.BalanceInsufficient, chain.CommitOne(chain.Sign(Alice, Transfer(Alice, Bob, 1_000))));

        Assert.Equal(Reason.TransactionFailureLimit, chain.RefusalOf(chain.Sign(Alice, Transfer(Alice, Bob, 1_000))));
        chain.Succeed(chain.Sign(Alice, Transfer(Alice, Bob, 1)));
        chain.Now = new(chain.Now.Milliseconds + chain.Genesis.Parameters.ValidityWindow);

        Assert.Equal(Reason.BalanceInsufficient, chain.CommitOne(chain.Sign(Alice, Transfer(Alice, Bob, 1_000))));
    }

    [Fact]
    public void Failure_OfATransaction_LeavesNothingButNonceAndCount()
    {
        var chain = ChainWithAlice();
        var before = chain.State.Entries().Select(entry => entry.Key).ToHashSet();

        // The first operation would make an account, the second fails.
        chain.Commit(chain.Sign(Alice, [Transfer(Alice, Bob, 1), Transfer(Alice, Carol, 1_000)]));

        var added = chain.State.Entries().Where(entry => !before.Contains(entry.Key));
        Assert.All(added, entry => Assert.Equal(StatePart.Replay, entry.Key.Part));
        Assert.Equal(1u, chain.AccountOf(Alice)?.Failures);
        Assert.Null(chain.AccountOf(Alice)?.Policy);
        Assert.Equal(100UL, chain.BalanceOf(Alice, Beans));
    }

    [Fact]
    public void Failure_OfOneOperation_IsNamedInTheOutcome()
    {
        var chain = ChainWithAlice();

        var outcome = Assert.Single(chain.Commit(
            chain.Sign(Alice, [Transfer(Alice, Bob, 1), Transfer(Alice, Carol, 1_000)])));

        Assert.Equal((Reason.BalanceInsufficient, (ushort)1), (outcome.Reason, outcome.FailedOperation));
        Assert.Empty(outcome.Effects);
    }

    [Fact]
    public void Refusal_OfATransaction_LeavesNothingAtAll()
    {
        var chain = ChainWithAlice();
        var empty = chain.Build();

        var draft = chain.Build(chain.Sign(Alice, Transfer(Alice, Bob, 1), Bob));

        Assert.Single(draft.Refusals);
        Chain.AssertSame(empty.Block, draft.Block);
    }

    private static void AssertEnd(Chain chain, Transaction transaction, Reason? refusal)
    {
        if (refusal is { } reason)
            Assert.Equal(reason, chain.RefusalOf(transaction));
        else
            chain.Succeed(transaction);
    }

    private static Chain ChainWithAlice(Parameters? parameters = null)
    {
        var chain = new Chain(parameters ?? new Parameters(), Beans.Definition);
        chain.Mint(Beans, Alice, 100);
        return chain;
    }
}
