using Ledger.Contracts.V1;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Networks;
using Customer = Ledger.EndToEnd.Tests.Loads.Customer;
using Operation = Ledger.Model.Transactions.Operation;
using SwapLeg = Ledger.Model.Transactions.SwapLeg;

namespace Ledger.EndToEnd.Tests;

/// <summary>What a transaction does it does once, for good, and whole.</summary>
public sealed class EffectTests(SharedNetwork shared) : IClassFixture<SharedNetwork>
{
    private static readonly Company Airline = Company.All[0], Cafe = Company.All[1], Cinema = Company.All[2];

    private TestNetwork Network => shared.Network;

    [Fact]
    public async Task Submit_OfTheSameBytesAHundredTimesToFourNodes_TakesEffectOnceWithOneOutcome()
    {
        var (alice, bob) = (await shared.FundAsync(100, Airline), new Customer());
        var payment = alice.Transfer(Network.Genesis, bob.Account, Airline.Token, 1);

        var states = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => SendAsync(payment, i)));
        var later = await SendAsync(payment, 0);

        Assert.All(states, state => Assert.Equal(later.Outcome, state.Outcome));
        Assert.True(later.Outcome.Succeeded);
        await shared.AssertSpendableAsync(1, bob.Account, Airline, later.Height);
        await shared.AssertSpendableAsync(99, alice.Account, Airline, later.Height);
    }

    [Fact]
    public async Task Submit_OfFiveHundredOfOneAccountInRandomOrder_AllSucceed()
    {
        const int Payments = 500;
        var (alice, bob) = (await shared.FundAsync(Payments, Airline), new Customer());
        var payments = Enumerable.Range(0, Payments)
            .Select(_ => alice.Transfer(Network.Genesis, bob.Account, Airline.Token, 1)).ToArray();
        new Random(5).Shuffle(payments);

        var states = await Task.WhenAll(payments.Select(SendAsync));

        Assert.All(states, state => Assert.True(state.Outcome.Succeeded));
        var height = states.Max(state => state.Height);
        await shared.AssertSpendableAsync(Payments, bob.Account, Airline, height);
        await shared.AssertSpendableAsync(0, alice.Account, Airline, height);
    }

    [Fact]
    public async Task Submit_OfAFailedTransactionAfterItsAccountWasFunded_StillFails()
    {
        var (alice, bob) = (await shared.FundAsync(5, Airline), new Customer());
        var payment = alice.Transfer(Network.Genesis, bob.Account, Airline.Token, 10);
        var failed = await SendAsync(payment, 0);
        await shared.FundAsync(alice, 100, Airline);

        var again = await Task.WhenAll(TestNetwork.All.Select(company => SendAsync(payment, company.Index)));

        Assert.Equal("BALANCE_INSUFFICIENT", failed.Outcome.Reason);
        Assert.All(again, state => Assert.Equal(failed.Outcome, state.Outcome));
        await shared.AssertSpendableAsync(105, alice.Account, Airline, again.Max(state => state.Height));
    }

    [Fact]
    public async Task Swap_OfThreeLegsWhileTheLeaderIsKilled_IsAllOrNothing()
    {
        const int Swaps = 60;
        var parties = new[] { await FundAsync(Airline), await FundAsync(Cafe), await FundAsync(Cinema) };
        var swaps = Enumerable.Range(0, Swaps).Select(_ => Swap(parties)).ToArray();
        var leader = await Network.LeaderAsync(TestNetwork.All);

        var sending = swaps.Select(SendPacedAsync).ToArray();
        await Task.WhenAny(sending);
        await Network.KillAsync([leader]);
        var states = await Task.WhenAll(sending);
        Network.Start([leader]);

        var height = await Network.AgreeAsync(TestNetwork.All, states.Max(state => state.Height));
        Assert.All(states, state => Assert.True(state.Outcome.Succeeded));
        foreach (var (from, to, brand) in Legs(parties))
        {
            await shared.AssertSpendableAsync(1_000 - Swaps, from.Account, brand, height);
            await shared.AssertSpendableAsync(Swaps, to.Account, brand, height);
        }

        Task<Customer> FundAsync(Company brand) => shared.FundAsync(1_000, brand);
    }

    /// <summary>Each gives one unit of the brand that it has to the next one.</summary>
    private byte[] Swap(Customer[] parties) => Customer.Sign(
        Network.Genesis,
        parties,
        new Operation.Swap([.. Legs(parties).Select(leg => new SwapLeg(leg.From.Account, leg.To.Account, leg.Brand.Token, new(1)))]));

    private static IEnumerable<(Customer From, Customer To, Company Brand)> Legs(Customer[] parties) =>
        parties.Select((party, i) => (party, parties[(i + 1) % parties.Length], Company.All[i]));

    private Task<TransactionState> SendAsync(byte[] transaction, int first) =>
        shared.Sender.SendAsync(transaction, first, CancellationToken.None);

    /// <summary>One after the other over about two seconds, so that the kill finds some sent and some not.</summary>
    private async Task<TransactionState> SendPacedAsync(byte[] transaction, int number)
    {
        await Task.Delay(number * 30);
        return await SendAsync(transaction, number);
    }
}
