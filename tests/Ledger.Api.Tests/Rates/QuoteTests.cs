using System.Collections.Immutable;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Api.Tests.Networks;
using Ledger.Contracts.V1;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using ExchangeRate = Ledger.Model.Rates.ExchangeRate;
using IssuerClient = Ledger.Contracts.V1.Issuer.IssuerClient;
using Operation = Ledger.Model.Transactions.Operation;
using RateTerms = Ledger.Model.Rates.RateTerms;
using WalletClient = Ledger.Contracts.V1.Wallet.WalletClient;

namespace Ledger.Api.Tests.Rates;

/// <summary>The airline's miles for the café's beans, two for three: agreed, quoted, exchanged, reported.</summary>
[Collection(NetworkGroup.Name)]
public sealed class QuoteTests(TestNetwork network) : IAsyncLifetime
{
    private readonly WalletClient _wallet = new(network.CafeNode.Connect());
    private readonly IssuerClient _cafe = new(network.CafeNode.Connect(network.Shop));

    public async Task InitializeAsync()
    {
        var outcome = await SubmitAsync(new Operation.AgreeRate(TestNetwork.Miles, TestNetwork.Beans, TermsOf(2, 3)));
        // Tests of one network agree once.
        Assert.True(outcome.Reason is "" or "RATE_EXISTS", outcome.Reason);
        var minted = await _cafe.MintAsync(new()
        {
            Token = "BEANS",
            To = ByteString.CopyFrom(network.Cafe.Account.Id.Value.ToArray()),
            Amount = 100_000,
            Reason = Contracts.V1.MintReason.Promotion,
            OrderReference = network.NewReference(),
        });
        Assert.True(minted.Result.Outcome.Succeeded);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Quote_InOneCall_IsFirmAndStandsInTheCustomersAccountUntilItIsTakenUp()
    {
        var alice = await network.CustomerWithAsync(300);
        var request = QuoteFor(alice, 300);

        var quote = await _cafe.QuoteAsync(request);
        var again = await _cafe.QuoteAsync(request);

        Assert.Equal((200UL, false), (quote.Result.Outcome.Effects[0].Hops[0].Net, quote.Result.Repeated));
        Assert.Equal((quote.QuoteId, true), (again.QuoteId, again.Result.Repeated));
        var pass = await alice.LoginAsync(_wallet);
        var open = await AccountOf(alice, pass, quote.Result.Height);
        var hold = Assert.Single(open.Holds);
        Assert.Equal((quote.QuoteId, "MILES", 300UL, 200UL), (hold.Id, hold.Quote.Given, hold.Quote.Amount, hold.Quote.Net));

        var taken = await SendAsync(alice.Sign(new Operation.Exchange(
            alice.Account,
            [TestNetwork.Miles, TestNetwork.Beans],
            new(300),
            new(200),
            new HoldId(new(quote.QuoteId.Span)))));

        Assert.True(taken.Succeeded, taken.Reason);
        var after = await AccountOf(alice, pass, taken.Height);
        Assert.Empty(after.Holds);
        Assert.Equal(200UL, after.Balances.Single(balance => balance.Token.Equals("BEANS", StringComparison.Ordinal)).Spendable);
    }

    [Fact]
    public async Task Quote_OfAnothersToken_IsRefused()
    {
        var alice = await network.CustomerWithAsync(300);
        var request = QuoteFor(alice, 300);
        (request.Given, request.Taken) = ("BEANS", "MILES");

        await Refusal.AssertAsync("AUTH_TOKEN_OF_ANOTHER_MEMBER", async () => await _cafe.QuoteAsync(request));
    }

    [Fact]
    public async Task Rates_WithHistory_SayWhatIsAgreedSinceWhenAndHowMuchIsUsed()
    {
        var alice = await network.CustomerWithAsync(90);
        var exchanged = await SendAsync(alice.Sign(Exchange(alice, 90)));
        var request = new ListRatesRequest { Given = "MILES", Taken = "BEANS", History = true, MinHeight = exchanged.Height };

        var rate = Assert.Single((await _wallet.ListRatesAsync(request)).Rates);

        Assert.Equal((2u, 3u, true), (rate.Terms.Numerator, rate.Terms.Denominator, rate.Open));
        Assert.Equal(RateRevisionKind.Agreed, Assert.Single(rate.History).Kind);
        Assert.True(rate.Position >= 90 && rate.CorridorUsed >= 90);
    }

    [Fact]
    public async Task Rates_PageByPage_GoOnAmidAHistoryAndEnd()
    {
        await SubmitAsync(new Operation.AgreeRate(TestNetwork.Miles, TestNetwork.Beans, TermsOf(2, 3)));
        foreach (var isPaused in new[] { true, false })
            Assert.True((await SubmitAsync(new Operation.PauseRate(TestNetwork.Miles, TestNetwork.Beans, 1, isPaused))).Succeeded);
        var all = await _wallet.ListRatesAsync(new() { History = true });

        var paged = new List<RateRevision>();
        var request = new ListRatesRequest { History = true, PageSize = 1 };
        do
        {
            var page = await _wallet.ListRatesAsync(request);
            paged.Add(Assert.Single(Assert.Single(page.Rates).History));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        Assert.Equal("", all.NextPageToken);
        Assert.Equal(all.Rates.SelectMany(rate => rate.History), paged);
        Assert.True(paged.Count >= 3);
        await Refusal.AssertAsync(
            "NODE_PAGE_TOKEN_INVALID", async () => await _wallet.ListRatesAsync(new() { PageToken = "MILES.BEANS.one.1" }));
    }

    [Fact]
    public async Task Agreement_ThatClosesACycle_IsNamedInTheOutcome()
    {
        var outcome = await SubmitAsync(new Operation.AgreeRate(TestNetwork.Beans, TestNetwork.Miles, TermsOf(2, 1)));

        Assert.Equal("RATE_CYCLE", outcome.Reason);
        Assert.Equal(["BEANS", "MILES"], outcome.Subjects);
    }

    [Fact]
    public async Task Reports_ForAuditors_LeadToTheTransactions()
    {
        var alice = await network.CustomerWithAsync(30);
        var exchanged = await SendAsync(alice.Sign(Exchange(alice, 30)));
        var chain = new Contracts.V1.Chain.ChainClient(network.AirlineNode.Connect(network.Auditor));

        using var positions = chain.ReportPositions(new() { Height = exchanged.Height });
        using var corridors = chain.ReportCorridors(new() { Height = exchanged.Height });

        var position = Assert.Single(await positions.ResponseStream.ReadAllAsync().ToListAsync());
        Assert.Equal(("Cafe", "Airline", "MILES"), (position.HolderName, position.IssuerName, position.Token));
        Assert.Equal([exchanged.TransactionId], position.Changes[^1].Transactions);
        var corridor = Assert.Single(await corridors.ResponseStream.ReadAllAsync().ToListAsync());
        Assert.Contains(corridor.Accounts, use => use.Account == alice.AccountBytes && use.Used == 30);
        Assert.Contains(exchanged.TransactionId, corridor.Transactions);
    }

    [Fact]
    public async Task Corridor_ThatOpenQuotesAndManyExchangesUse_NamesAllOfThemOnceInTheOrderOfTheLog()
    {
        var alice = await network.CustomerWithAsync(500);
        var quote = await _cafe.QuoteAsync(QuoteFor(alice, 100));
        Outcome[] outcomes = [quote.Result.Outcome, .. await Task.WhenAll(Enumerable.Range(0, 120).Select(
            _ => SendAsync(alice.Sign(Exchange(alice, 3)))))];
        var chain = new Contracts.V1.Chain.ChainClient(network.AirlineNode.Connect(network.Auditor));

        using var corridors = chain.ReportCorridors(new() { Height = outcomes.Max(outcome => outcome.Height) });

        var corridor = Assert.Single(await corridors.ResponseStream.ReadAllAsync().ToListAsync());
        Assert.Contains(corridor.Accounts, use => use.Account == alice.AccountBytes && use.Used == 100 + (120 * 3));
        var inOrder = outcomes.OrderBy(outcome => (outcome.Height, outcome.Index)).Select(outcome => outcome.TransactionId).ToArray();
        Assert.Equal(inOrder, corridor.Transactions.Where(inOrder.Contains));
        Assert.Equal(corridor.Transactions.Count, corridor.Transactions.Distinct().Count());
    }

    private static RateTerms TermsOf(uint taken, uint given) => new(
        new ExchangeRate(taken, given, FeePerMillion: 0),
        FeeAccount: null,
        GivenMin: new(1),
        GivenMax: new(1_000_000),
        Corridor: new(1_000_000),
        CorridorPerAccount: new(1_000_000),
        PositionMax: new(1_000_000),
        ValidFrom: Timestamp.Epoch,
        ValidUntil: Timestamp.Latest,
        Notice: RateTerms.NoticeMin);

    private static Operation.Exchange Exchange(Customer by, ulong miles) =>
        new(by.Account, [TestNetwork.Miles, TestNetwork.Beans], new(miles), default, null);

    private QuoteRequest QuoteFor(Customer customer, ulong miles) => new()
    {
        Given = "MILES",
        Taken = "BEANS",
        Account = customer.AccountBytes,
        Amount = miles,
        ExpiresAtMs = (ulong)DateTimeOffset.UtcNow.AddSeconds(40).ToUnixTimeMilliseconds(),
        OrderReference = network.NewReference(),
    };

    private async Task<Account> AccountOf(Customer customer, Metadata pass, ulong minHeight) =>
        (await _wallet.GetAccountAsync(new() { Account = customer.AccountBytes, MinHeight = minHeight }, pass)).Account;

    /// <summary>Signed by both companies.</summary>
    private async Task<Outcome> SubmitAsync(Operation operation)
    {
        var validUntil = (ulong)DateTimeOffset.UtcNow.AddMinutes(2).ToUnixTimeMilliseconds();
        var author = network.Airline.Account.Id;
        var unsigned = new UnsignedTransaction(network.Genesis.Id, new(
            network.Genesis.Network, author, Customer.NewNonce(), new(validUntil), [operation], null));
        ImmutableArray<Company> signers = [network.Airline, network.Cafe];
        return await SendAsync(unsigned.Attach(signers.Select(company => new AccountSignature(
            company.Account.Id, company.IssuingPublicKey, company.Issuing.Sign(unsigned.Id.Value), null))));
    }

    private async Task<Outcome> SendAsync(byte[] transaction) =>
        (await _wallet.SubmitAndWaitAsync(new() { Transaction = ByteString.CopyFrom(transaction) })).State.Outcome;
}
