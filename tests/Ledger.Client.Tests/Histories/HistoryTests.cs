using System.Security.Cryptography.X509Certificates;
using Ledger.Client.Answers;
using Ledger.Client.Signing;
using Ledger.Client.Submission;
using Ledger.Client.Tests.Networks;
using Ledger.Client.Wallets;
using Ledger.Devnet;
using Ledger.Model.Values;

namespace Ledger.Client.Tests.Histories;

[Collection(NetworkGroup.Name)]
public sealed class HistoryTests : IDisposable
{
    private static readonly Company Airline = Company.All[0], Market = Company.All[3];

    private readonly RunningNetwork _network;
    private readonly SchnorrKey _ada = SchnorrKey.Create();
    private readonly SchnorrKey _ben = SchnorrKey.Create();
    private readonly Till _airline;
    private readonly Till _market;
    private readonly LedgerClient _client;
    private readonly LedgerWallet _wallet;

    public HistoryTests(RunningNetwork network)
    {
        _network = network;
        (_airline, _market) = (new(network, Airline), new(network, Market));

        // The node that issues: it knows who owns what before any other.
        _client = new(network.NodeOf(Airline));
        _wallet = _client.OpenWallet(_ada);
    }

    private AccountId Ben => SigningAccount.Of(_ben).Id;

    public void Dispose()
    {
        _client.Dispose();
        _airline.Dispose();
        _market.Dispose();
        _ada.Dispose();
        _ben.Dispose();
    }

    [Fact]
    public async Task History_OfManyPages_IsWholeAndLatestFirst()
    {
        for (ulong amount = 1; amount <= 5; amount++)
            await _airline.IssueAsync(_wallet.Id, amount);
        await PayAsync(15);

        var entries = await _wallet.ReadHistoryAsync(new() { PageSize = 2 }).ToListAsync();

        Assert.Equal([15UL, 5, 4, 3, 2, 1], entries.Select(entry => Assert.Single(entry.Movements).Amount.Units));
        Assert.All(entries, entry => Assert.True(entry.IsSuccess));
        Assert.StartsWith("Send 15 MILES from acc1", Assert.Single(entries[0].Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_WithAFilter_HasOnlyWhatItWants()
    {
        await _airline.IssueAsync(_wallet.Id, 10);
        var height = await _market.IssueAsync(_wallet.Id, 20);
        await PayAsync(3);

        var fresh = await _wallet.ReadHistoryAsync(new() { Tokens = [Market.Token] }).ToListAsync();
        var transfers = await _wallet.ReadHistoryAsync(new() { Operations = ["transfer"] }).ToListAsync();
        var early = await _wallet.ReadHistoryAsync(new() { UpTo = height }).ToListAsync();

        Assert.Equal(new(20), Assert.Single(Assert.Single(fresh).Movements).Amount);
        Assert.Equal(new(3), Assert.Single(Assert.Single(transfers).Movements).Amount);
        Assert.Equal(2, early.Count);
    }

    [Fact]
    public async Task History_OfAFailedPayment_SaysWhyAndMovesNothing()
    {
        await _airline.IssueAsync(_wallet.Id, 1);
        Assert.IsType<TransactionResult.Failed>(await _wallet.PayAsync(Ben, Airline.Token, new(2)));

        var entry = await _wallet.ReadHistoryAsync().FirstAsync();

        Assert.Equal((false, "BALANCE_INSUFFICIENT"), (entry.IsSuccess, entry.Reason));
        Assert.Empty(entry.Movements);
    }

    [Fact]
    public async Task History_OfSomebodyElse_IsForAuditorsOnly()
    {
        var height = await _airline.IssueAsync(Ben, 4);
        using var certificate = X509Certificate2.CreateFromPemFile(_network.Folder.AuditorCertificate);
        using var auditor = new LedgerClient(_network.NodeOf(Airline), new() { Identity = certificate });

        var seen = await auditor.ReadHistoryAsync(Ben).FirstAsync();
        var denied = await Assert.ThrowsAsync<LedgerException>(
            async () => await _client.ReadHistoryAsync(Ben).FirstAsync());

        Assert.Equal(height, seen.Height);
        Assert.Equal(ErrorKind.Denied, denied.Error.Kind);
    }

    private async Task PayAsync(ulong amount) =>
        Assert.IsType<TransactionResult.Succeeded>(await _wallet.PayAsync(Ben, Airline.Token, new(amount)));
}
