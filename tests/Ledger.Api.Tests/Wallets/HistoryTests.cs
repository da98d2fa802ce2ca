using Grpc.Core;
using Ledger.Api.Tests.Networks;
using Ledger.Contracts.V1;
using WalletClient = Ledger.Contracts.V1.Wallet.WalletClient;

namespace Ledger.Api.Tests.Wallets;

[Collection(NetworkGroup.Name)]
public sealed class HistoryTests(TestNetwork network)
{
    private readonly WalletClient _wallet = new(network.AirlineNode.Connect());

    [Fact]
    public async Task History_PageByPage_IsWholeAndUnmovedByWhatHappensMeanwhile()
    {
        var alice = await network.CustomerWithAsync(1);
        for (var amount = 2UL; amount <= 7; amount++)
            await network.GiveAsync(alice, amount);
        var pass = await alice.LoginAsync(_wallet);
        var request = new GetHistoryRequest { Account = alice.AccountBytes, PageSize = 3 };

        var amounts = new List<ulong>();
        var heights = new HashSet<ulong>();
        do
        {
            var page = await _wallet.GetHistoryAsync(request, pass);
            amounts.AddRange(page.Entries.Select(entry => Assert.Single(entry.Movements).Amount));
            heights.Add(page.Height);
            request.PageToken = page.NextPageToken;
            await network.GiveAsync(alice, 1_000);
        }
        while (request.PageToken.Length > 0);

        Assert.Equal([7, 6, 5, 4, 3, 2, 1], amounts);
        Assert.Single(heights);
    }

    [Fact]
    public async Task History_BegunAtOneNode_GoesOnAtTheOther()
    {
        var alice = await network.CustomerWithAsync(1);
        for (var amount = 2UL; amount <= 4; amount++)
            await network.GiveAsync(alice, amount);
        WalletClient[] nodes = [_wallet, new(network.CafeNode.Connect())];
        var passes = new[] { await alice.LoginAsync(nodes[0]), await alice.LoginAsync(nodes[1]) };
        var request = new GetHistoryRequest { Account = alice.AccountBytes, PageSize = 1 };

        var amounts = new List<ulong>();
        for (var i = 0; i == 0 || request.PageToken.Length > 0; i++)
        {
            var page = await nodes[i % 2].GetHistoryAsync(request, passes[i % 2]);
            amounts.AddRange(page.Entries.Select(entry => Assert.Single(entry.Movements).Amount));
            request.PageToken = page.NextPageToken;
        }

        Assert.Equal([4, 3, 2, 1], amounts);
    }

    [Fact]
    public async Task History_WithAFilter_HasOnlyWhatItWants()
    {
        var (alice, bob) = (await network.CustomerWithAsync(100), new Customer(network.Genesis));
        await network.GiveAsync(alice, 5, TestNetwork.Beans);
        await _wallet.SubmitAndWaitAsync(new()
        {
            Transaction = Google.Protobuf.ByteString.CopyFrom(alice.Sign(alice.Send(bob.Account, 30))),
        });
        var pass = await alice.LoginAsync(_wallet);

        var transfers = await ReadAsync(alice, pass, new() { Operations = { "transfer" } });
        var beans = await ReadAsync(alice, pass, new() { Tokens = { "BEANS" } });
        var sweeps = await ReadAsync(alice, pass, new() { Operations = { "sweep" } });

        var transfer = Assert.Single(transfers);
        Assert.StartsWith("Send 0.30 MILES from acc1", Assert.Single(transfer.Text), StringComparison.Ordinal);
        Assert.Equal(5UL, Assert.Single(Assert.Single(beans).Movements).Amount);
        Assert.Empty(sweeps);
    }

    // Each place that the filter does not want costs as much as one that it wants.
    [Fact]
    public async Task History_WithAFilterThatWantsLittle_EndsAPageAfterSoManyPlaces()
    {
        var alice = await network.CustomerWithAsync(1);
        var issuer = new Issuer.IssuerClient(network.AirlineNode.Connect(network.Shop));
        var orders = Enumerable.Range(0, 500).Select(_ => new MintRequest
        {
            Token = "MILES",
            To = alice.AccountBytes,
            Amount = 1,
            Reason = MintReason.Purchase,
            OrderReference = network.NewReference(),
        });
        var minted = await issuer.MintBatchAsync(new() { Orders = { orders } });
        Assert.All(minted.Entries, entry => Assert.True(entry.Result.Outcome.Succeeded));
        var pass = await alice.LoginAsync(_wallet);
        var request = new GetHistoryRequest
        {
            Account = alice.AccountBytes, Filter = new() { Operations = { "transfer" } },
        };

        var first = await _wallet.GetHistoryAsync(request, pass);
        request.PageToken = first.NextPageToken;
        var second = await _wallet.GetHistoryAsync(request, pass);

        Assert.Empty(first.Entries);
        Assert.NotEmpty(first.NextPageToken);
        Assert.Empty(second.NextPageToken);
    }

    [Fact]
    public async Task History_OfAFailedTransaction_SaysWhyAndMovesNothing()
    {
        var (alice, bob) = (await network.CustomerWithAsync(10), new Customer(network.Genesis));
        await _wallet.SubmitAndWaitAsync(new()
        {
            Transaction = Google.Protobuf.ByteString.CopyFrom(alice.Sign(alice.Send(bob.Account, 11))),
        });

        var entries = await ReadAsync(alice, await alice.LoginAsync(_wallet), new() { Operations = { "transfer" } });

        var failed = Assert.Single(entries);
        Assert.Equal((false, "BALANCE_INSUFFICIENT"), (failed.Succeeded, failed.Reason));
        Assert.Empty(failed.Movements);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task History_WithAPageTokenOfNobody_IsRefused(string token)
    {
        var alice = await network.CustomerWithAsync(1);
        var pass = await alice.LoginAsync(_wallet);

        await Refusal.AssertAsync("NODE_PAGE_TOKEN_INVALID", StatusCode.InvalidArgument, async () =>
            await _wallet.GetHistoryAsync(new() { Account = alice.AccountBytes, PageToken = token }, pass));
    }

    [Fact]
    public async Task History_WithAPageTokenOfAnotherQuery_IsRefused()
    {
        var alice = await network.CustomerWithAsync(1);
        await network.GiveAsync(alice, 2);
        var pass = await alice.LoginAsync(_wallet);
        var page = await _wallet.GetHistoryAsync(new() { Account = alice.AccountBytes, PageSize = 1 }, pass);

        await Refusal.AssertAsync("NODE_PAGE_TOKEN_INVALID", async () => await _wallet.GetHistoryAsync(
            new()
            {
                Account = alice.AccountBytes,
                PageToken = page.NextPageToken,
                Filter = new() { Tokens = { "BEANS" } },
            },
            pass));
    }

    private async Task<IReadOnlyList<HistoryEntry>> ReadAsync(Customer customer, Metadata pass, HistoryFilter filter) =>
        (await _wallet.GetHistoryAsync(new() { Account = customer.AccountBytes, Filter = filter }, pass)).Entries;
}
