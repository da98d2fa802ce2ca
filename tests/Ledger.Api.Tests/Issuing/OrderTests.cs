using Google.Protobuf;
using Grpc.Core;
using Ledger.Api.Tests.Networks;
using Ledger.Contracts.V1;

namespace Ledger.Api.Tests.Issuing;

[Collection(NetworkGroup.Name)]
public sealed class OrderTests(TestNetwork network)
{
    private Issuer.IssuerClient Issuer => new(network.AirlineNode.Connect(network.Shop));

    [Fact]
    public async Task Mint_SentTwentyTimesAtOnce_TakesEffectOnceAndTellsAllTheSame()
    {
        var (alice, request) = NewMint(250);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Issuer.MintAsync(request).ResponseAsync));

        Assert.Single(answers.Select(answer => answer.Result.Outcome.TransactionId).Distinct());
        Assert.Equal(250UL, await SpendableAsync(alice));
    }

    [Fact]
    public async Task Mint_AgainAfterARestart_ReturnsTheFirstOutcome()
    {
        var (alice, request) = NewMint(40);
        var first = (await Issuer.MintAsync(request)).Result;

        await network.AirlineNode.StopAsync();
        await network.AirlineNode.StartAsync();
        var again = (await Issuer.MintAsync(request)).Result;

        Assert.Equal((false, true), (first.Repeated, again.Repeated));
        Assert.Equal(first.Outcome, again.Outcome);
        Assert.Equal(40UL, await SpendableAsync(alice));
    }

    [Fact]
    public async Task Mint_AgainAfterTheNodeStoppedBetweenSubmittingAndTheOutcome_TakesEffectOnce()
    {
        var (alice, request) = NewMint(7);

        // The other node must vote for every block, so the order has no outcome while it is away.
        await network.CafeNode.StopAsync();
        var cut = await Assert.ThrowsAsync<RpcException>(async () =>
            await Issuer.MintAsync(request, deadline: DateTime.UtcNow.AddSeconds(1)));
        await network.AirlineNode.StopAsync();
        await Task.WhenAll(network.AirlineNode.StartAsync(), network.CafeNode.StartAsync());
        var again = (await Issuer.MintAsync(request)).Result;

        Assert.Equal(StatusCode.DeadlineExceeded, cut.StatusCode);
        Assert.True(again.Outcome.Succeeded);
        Assert.Equal(7UL, await SpendableAsync(alice));
    }

    [Fact]
    public async Task Mint_OfTheSameOrderWithOtherContent_IsRefusedAndChangesNothing()
    {
        var (alice, request) = NewMint(10);
        await Issuer.MintAsync(request);
        request.Amount = 11;

        await Refusal.AssertAsync("TX_ORDER_REFERENCE_REUSED", StatusCode.AlreadyExists, async () =>
            await Issuer.MintAsync(request));

        Assert.Equal(10UL, await SpendableAsync(alice));
    }

    [Fact]
    public async Task Transfer_BeyondTheTreasury_FailsOnTheLogAndMayBeSentAgainOnceItIsFilled()
    {
        var alice = new Customer(network.Genesis);
        var request = new TreasuryTransferRequest
        {
            Token = "GATE", To = alice.AccountBytes, Amount = 60, OrderReference = network.NewReference(),
        };

        var failed = (await Issuer.TransferAsync(request)).Result;
        await Issuer.MintAsync(new()
        {
            Token = "GATE",
            To = ByteString.CopyFrom(network.Airline.SecondAccount.Id.Value.ToArray()),
            Amount = 100,
            Reason = MintReason.OpeningBalance,
            OrderReference = network.NewReference(),
        });
        var succeeded = (await Issuer.TransferAsync(request)).Result;
        var burnt = await Issuer.RedeemAsync(new()
        {
            Treasury = new() { Token = "GATE", Amount = 40, OrderReference = network.NewReference() },
        });

        Assert.Equal((false, "BALANCE_INSUFFICIENT"), (failed.Outcome.Succeeded, failed.Outcome.Reason));
        Assert.Equal((true, false), (succeeded.Outcome.Succeeded, succeeded.Repeated));
        Assert.True(burnt.Result.Outcome.Succeeded, burnt.Result.Outcome.Reason);
    }

    [Fact]
    public async Task Batch_OfGoodAndBadOrders_GivesEachItsOwnEnd()
    {
        var (_, good) = NewMint(5);
        var (_, foreign) = NewMint(5);
        foreign.Token = "BEANS";
        var (_, empty) = NewMint(0);

        var answer = await Issuer.MintBatchAsync(new() { Orders = { good, foreign, empty, good } });

        Assert.True(answer.Entries[0].Result.Outcome.Succeeded);
        Assert.Equal("AUTH_TOKEN_OF_ANOTHER_MEMBER", Refusal.ReasonOf(answer.Entries[1].Error));
        Assert.Equal("NODE_REQUEST_MALFORMED", Refusal.ReasonOf(answer.Entries[2].Error));
        Assert.Equal(answer.Entries[0].Result.Outcome, answer.Entries[3].Result.Outcome);
    }

    [Fact]
    public async Task Mint_OfATokenThatNobodyRegistered_IsRefused()
    {
        var (_, request) = NewMint(5);
        request.Token = "NOSUCH";

        await Refusal.AssertAsync("TOKEN_NOT_FOUND", StatusCode.NotFound, async () => await Issuer.MintAsync(request));
    }

    [Fact]
    public async Task Mint_BeyondTheClientsDailyCap_IsRefusedAlsoAfterARestart()
    {
        var (alice, request) = NewMint(TestNetwork.SmallCap - 10);
        var till = new Issuer.IssuerClient(network.AirlineNode.Connect(network.Till));
        await till.MintAsync(request);
        await till.MintAsync(request);
        var (_, beyond) = NewMint(11);

        await Refusal.AssertAsync("LIMIT_DAILY_CAP", StatusCode.ResourceExhausted, async () => await till.MintAsync(beyond));
        await network.AirlineNode.StopAsync();
        await network.AirlineNode.StartAsync();
        till = new(network.AirlineNode.Connect(network.Till));
        await Refusal.AssertAsync("LIMIT_DAILY_CAP", async () => await till.MintAsync(beyond));

        Assert.Equal(TestNetwork.SmallCap - 10, await SpendableAsync(alice));
    }

    [Fact]
    public async Task Redeem_OfACustomerThatNeedsTheIssuer_IsCountersignedAndReturnsTheSameWhenSentAgain()
    {
        var alice = await network.CustomerWithAsync(90, TestNetwork.Gate);
        var order = new Cryptography.Digest(network.NewReference().Span);
        var signed = alice.Sign(new Model.Transactions.Operation.Redeem(alice.Account, TestNetwork.Gate, new(30), order));
        var request = new RedeemRequest { Transaction = ByteString.CopyFrom(signed) };

        var first = await Issuer.RedeemAsync(request);
        var again = await Issuer.RedeemAsync(request);

        Assert.True(first.Result.Outcome.Succeeded, first.Result.Outcome.Reason);
        Assert.Equal(first.Result.Outcome, again.Result.Outcome);
        Assert.Equal(60UL, await SpendableAsync(alice));
    }

    [Fact]
    public async Task Redeem_OfATransactionThatDoesMoreThanRedeem_IsNotCountersigned()
    {
        var alice = await network.CustomerWithAsync(90, TestNetwork.Gate);
        var order = new Cryptography.Digest(network.NewReference().Span);
        var signed = alice.Sign(
            new Model.Transactions.Operation.Redeem(alice.Account, TestNetwork.Gate, new(30), order),
            alice.Send(new Customer(network.Genesis).Account, 1, TestNetwork.Gate));

        await Refusal.AssertAsync("AUTH_COUNTERSIGN_UNEXPECTED", StatusCode.PermissionDenied, async () =>
            await Issuer.RedeemAsync(new() { Transaction = ByteString.CopyFrom(signed) }));
    }

    private (Customer Customer, MintRequest Request) NewMint(ulong amount)
    {
        var customer = new Customer(network.Genesis);
        return (customer, new()
        {
            Token = "MILES",
            To = customer.AccountBytes,
            Amount = amount,
            Reason = MintReason.Purchase,
            OrderReference = network.NewReference(),
        });
    }

    private async Task<ulong> SpendableAsync(Customer customer)
    {
        var wallet = new Contracts.V1.Wallet.WalletClient(network.AirlineNode.Connect(network.Auditor));
        var account = (await wallet.GetAccountAsync(new() { Account = customer.AccountBytes })).Account;
        return Assert.Single(account.Balances).Spendable;
    }
}
