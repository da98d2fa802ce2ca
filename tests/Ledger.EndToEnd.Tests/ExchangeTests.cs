using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.EndToEnd.Tests.Exchanges;
using Ledger.EndToEnd.Tests.Loads;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.Model.Values;
using Operation = Ledger.Model.Transactions.Operation;

namespace Ledger.EndToEnd.Tests;

public sealed class ExchangeTests
{
    [Fact]
    public async Task Kill_OfTheProposerDuringTwoHundredExchanges_LeavesBothLegsOrNoneAndExactPositions()
    {
        await using var network = await TestNetwork.StartAsync();
        var partners = new Partners(network);
        var customers = Enumerable.Range(0, 20).Select(_ => new Customer()).ToArray();
        await partners.PrepareAsync(customers, milesEach: 300);

        var exchanges = Enumerable.Range(0, 200)
            .Select(i => partners.SendAsync(partners.Exchange(customers[i % 20], 30), i % 4)).ToArray();
        await Task.WhenAny(exchanges);
        var leader = await network.LeaderAsync(TestNetwork.All);
        await network.KillAsync([leader]);
        var outcomes = await Task.WhenAll(exchanges);
        network.Start([leader]);
        var height = await network.AgreeAsync(TestNetwork.All, outcomes.Max(outcome => outcome.Height));

        // Every customer has 300 miles, and each exchange takes 30: all of them go through, whoever died.
        Assert.All(outcomes, outcome => Assert.True(outcome.Succeeded, outcome.Reason));
        foreach (var customer in customers)
            await AssertBalancesAsync(network, customer.Account, height, miles: 0, reels: 200);
        await AssertPositionsAsync(network, height, units: 6_000, transactions: outcomes);
    }

    [Fact]
    public async Task Quote_OnAnIdleNetwork_EndsOnTimeAndGivesBack()
    {
        await using var network = await TestNetwork.StartAsync();
        var partners = new Partners(network);
        var customer = new Customer();
        await partners.PrepareAsync([customer], milesEach: 300);
        var expiresAt = (ulong)DateTimeOffset.UtcNow.AddSeconds(4).ToUnixTimeMilliseconds();
        var quote = new Operation.Quote(
            Partners.Miles,
            Partners.Reels,
            customer.Account,
            new(300),
            new(expiresAt),
            new(RandomNumberGenerator.GetBytes(Digest.Size)));
        var quoted = await partners.SucceedAsync([Partners.Cinema], quote);
        var id = HoldId.Of(new(new(quoted.TransactionId.Span)), 0);
        var open = await ReadAsync(network, customer.Account, quoted.Height);
        Assert.Equal(200UL, Assert.Single(open.Holds).Quote.Net);

        // Nobody sends anything: the end of the quote alone is worth a block.
        await network.ReachAsync(quoted.Height + 1, TestNetwork.All);

        var ended = await ReadAsync(network, customer.Account, quoted.Height + 1);
        Assert.Empty(ended.Holds);
        Assert.InRange(ended.TimeMs, expiresAt, expiresAt + 5_000);
        await AssertBalancesAsync(
            network, Partners.AccountOf(network, Partners.Cinema), quoted.Height + 1, miles: 0, reels: 1_000_000);
        var late = await partners.SendAsync(partners.Exchange(customer, 300, id), first: 1);
        Assert.Equal("RATE_QUOTE_EXPIRED", late.Reason);
    }

    /// <summary>
    /// Two nodes report the same bytes; a script over the blocks counts the same; every figure has its transactions.
    /// </summary>
    private static async Task AssertPositionsAsync(
        TestNetwork network, ulong height, ulong units, Outcome[] transactions)
    {
        var reports = new PositionReports(network);
        var (one, other) = (await reports.ReadAsync(TestNetwork.All[0], height), await reports.ReadAsync(TestNetwork.All[3], height));
        Assert.Equal(PositionReports.BytesOf(one), PositionReports.BytesOf(other));
        var position = Assert.Single(one);
        Assert.Equal((units, "REELS", "MILES"), (position.Units, position.HolderToken, position.Token));
        Assert.Equal(
            transactions.Select(outcome => outcome.TransactionId).ToHashSet(),
            position.Changes.SelectMany(change => change.Transactions).ToHashSet());
        var counted = await reports.CountAsync(TestNetwork.All[1], height);
        var cinema = Partners.AccountOf(network, Partners.Cinema);
        Assert.Equal([($"{cinema} {Partners.Miles}", units)], counted);
    }

    private static async Task AssertBalancesAsync(
        TestNetwork network, AccountId account, ulong height, ulong miles, ulong reels)
    {
        var balances = (await ReadAsync(network, account, height)).Balances;
        var found = (SpendableOf(balances, "MILES"), SpendableOf(balances, "REELS"));
        Assert.Equal((miles, reels), found);
    }

    private static ulong SpendableOf(IEnumerable<Balance> balances, string token) =>
        balances.SingleOrDefault(balance => string.Equals(balance.Token, token, StringComparison.Ordinal))?.Spendable ?? 0;

    private static async Task<Account> ReadAsync(TestNetwork network, AccountId account, ulong height)
    {
        var request = new GetAccountRequest { Account = ByteString.CopyFrom(account.Value.ToArray()), MinHeight = height };
        return (await network.Nodes.ClientOf(TestNetwork.All[3]).Wallet.GetAccountAsync(request)).Account;
    }
}
