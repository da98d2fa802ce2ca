using Ledger.Client.Tests.Networks;
using Ledger.Client.Wallets;
using Ledger.Devnet;
using Ledger.Model.Values;

namespace Ledger.Client.Tests.Wallets;

/// <summary>A wallet logs in where it must, and nobody notices.</summary>
[Collection(NetworkGroup.Name)]
public sealed class LoginTests : IDisposable
{
    private static readonly Company Cafe = Company.All[1], Market = Company.All[3];

    private readonly RunningNetwork _network;
    private readonly ShiftedClock _clock = new();
    private readonly CountingSigner _ada = new();
    private readonly Till _till;
    private readonly LedgerClient _client;
    private readonly LedgerWallet _wallet;

    public LoginTests(RunningNetwork network)
    {
        _network = network;
        _till = new(network, Market);
        _client = new(
            network.NodeOf(Cafe),
            new() { ReadTimeout = TimeSpan.FromMinutes(2), NodeTimeout = TimeSpan.FromMinutes(1), Clock = _clock });
        _wallet = _client.OpenWallet(_ada);
    }

    public void Dispose()
    {
        _client.Dispose();
        _till.Dispose();
        _ada.Dispose();
    }

    [Fact]
    public async Task Reads_OneAfterTheOther_TakeOneLogin()
    {
        for (var i = 0; i < 3; i++)
            Assert.Null((await _wallet.GetAccountAsync()).Error);

        Assert.Equal(1, _ada.Signatures);
    }

    [Fact]
    public async Task Pass_ThatRunsOut_IsDrawnAnewBeforeItDoes()
    {
        _ = (await _wallet.GetAccountAsync()).Value;

        _clock.Ahead = TimeSpan.FromHours(1) - TimeSpan.FromSeconds(5);
        _ = (await _wallet.GetAccountAsync()).Value;

        Assert.Equal(2, _ada.Signatures);
    }

    [Fact]
    public async Task Read_AtANodeThatForgotThePass_LogsInAgain()
    {
        _ = (await _wallet.GetAccountAsync()).Value;

        await _network.CrashAsync(Cafe);
        var answer = await _wallet.GetAccountAsync();

        Assert.Null(answer.Error);
        Assert.Equal(2, _ada.Signatures);
    }

    [Fact]
    public async Task Watch_AcrossACrashOfItsNodeAndHoursOfQuiet_GoesOn()
    {
        await using var states = _wallet.WatchAsync().GetAsyncEnumerator();
        Assert.True(await states.MoveNextAsync());
        var before = states.Current;

        _clock.Ahead = TimeSpan.FromMinutes(30);
        await _network.CrashAsync(Cafe);
        await _till.IssueAsync(_wallet.Id, 7);
        while (states.Current.SpendableOf(Market.Token).IsZero)
            Assert.True(await states.MoveNextAsync());

        Assert.False(before.Exists);
        Assert.Equal(new Amount(7), states.Current.SpendableOf(Market.Token));
        Assert.Equal(2, _ada.Signatures);
    }
}
