using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Loads;
using Ledger.Model.Values;
using Customer = Ledger.EndToEnd.Tests.Loads.Customer;

namespace Ledger.EndToEnd.Tests.Networks;

/// <summary>One network for the tests of a class, each of which leaves all four nodes up.</summary>
public sealed class SharedNetwork : IAsyncLifetime
{
    internal TestNetwork Network { get; private set; } = null!;

    internal Sender Sender { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Network = await TestNetwork.StartAsync();
        Sender = new(Network);
    }

    public async Task DisposeAsync() => await Network.DisposeAsync();

    /// <summary>A new customer who owns so many units of one brand.</summary>
    internal async Task<Customer> FundAsync(ulong amount, Company brand)
    {
        var customer = new Customer();
        await FundAsync(customer, amount, brand);
        return customer;
    }

    internal async Task FundAsync(Customer customer, ulong amount, Company brand)
    {
        using var desk = new CompanyDesk(Network.Folder, brand);
        var mint = await desk.MintAsync(customer.Account, amount);
        var state = await Sender.SendAsync(mint.Bytes.ToArray(), brand.Index, CancellationToken.None);
        Assert.True(state.Outcome.Succeeded);
    }

    /// <summary>What every node, once it has this height, says that the account can spend.</summary>
    internal async Task AssertSpendableAsync(ulong expected, AccountId account, Company brand, ulong height)
    {
        foreach (var company in TestNetwork.All)
            Assert.Equal(expected, await Network.SpendableAsync(company, account, brand.Token, height));
    }
}
