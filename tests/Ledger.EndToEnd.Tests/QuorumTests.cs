using Google.Protobuf;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Loads;
using Ledger.EndToEnd.Tests.Networks;
using Customer = Ledger.EndToEnd.Tests.Loads.Customer;

namespace Ledger.EndToEnd.Tests;

/// <summary>Without a quorum nothing is decided, and everybody can see what waits; with one it goes on.</summary>
public sealed class QuorumTests
{
    private static readonly Company Airline = Company.All[0], Cafe = Company.All[1];
    private static readonly Company[] Away = [Company.All[2], Company.All[3]];

    [Fact]
    public async Task Submit_WhileTwoOfFourAreAway_WaitsInSightUntilTheyAreBack()
    {
        await using var network = await TestNetwork.StartAsync();
        var alice = new Customer();
        using var desk = new CompanyDesk(network.Folder, Airline);
        var mint = await desk.MintAsync(alice.Account, 5);
        var sender = new Sender(network);
        var funded = await sender.SendAsync(mint.Bytes.ToArray(), Airline.Index, CancellationToken.None);
        var payment = alice.Transfer(network.Genesis, new Customer().Account, Airline.Token, 1);

        await network.KillAsync(Away);
        await network.Nodes.ClientOf(Cafe).Wallet.SubmitAsync(new() { Transaction = ByteString.CopyFrom(payment) });
        await Patience.UntilAsync("a transaction in sight", async () =>
            (await network.StatusesAsync([Cafe])).Single() is { PooledTransactions: 1, QuorumReachable: false });
        var waiting = await network.HeightAsync(Airline, Cafe);
        network.Start(Away);
        var final = await sender.SendAsync(payment, Cafe.Index, CancellationToken.None);
        await Patience.UntilAsync("empty pools", async () =>
            (await network.StatusesAsync(TestNetwork.All)).All(status => status is { PooledTransactions: 0 }));

        Assert.Equal(funded.Height, waiting);
        Assert.True(final.Outcome.Succeeded);
        Assert.True(final.Height > waiting);
    }
}
