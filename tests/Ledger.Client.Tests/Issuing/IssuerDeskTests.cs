using Ledger.Client.Answers;
using Ledger.Client.Issuing;
using Ledger.Client.Signing;
using Ledger.Client.Submission;
using Ledger.Client.Tests.Networks;
using Ledger.Client.Wallets;
using Ledger.Devnet;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Client.Tests.Issuing;

/// <summary>A shop's orders through the client: each takes effect once, and ends with a word.</summary>
[Collection(NetworkGroup.Name)]
public sealed class IssuerDeskTests : IDisposable
{
    private static readonly Company Airline = Company.All[0], Cafe = Company.All[1];
    private static readonly Ticker Miles = Airline.Token, Beans = Cafe.Token;

    private readonly RunningNetwork _network;
    private readonly SchnorrKey _ada = SchnorrKey.Create();
    private readonly Till _airline;
    private readonly Till _cafe;
    private readonly LedgerClient _client;
    private readonly LedgerWallet _wallet;
    private readonly AccountId _treasury;

    public IssuerDeskTests(RunningNetwork network)
    {
        _network = network;
        (_airline, _cafe) = (new(network, Airline), new(network, Cafe));
        _client = new(network.NodeOf(Airline));
        _wallet = _client.OpenWallet(_ada);
        using var desk = new CompanyDesk(network.Folder, Airline);
        _treasury = desk.Account.Id;
    }

    public void Dispose()
    {
        _client.Dispose();
        _airline.Dispose();
        _cafe.Dispose();
        _ada.Dispose();
    }

    [Fact]
    public async Task Order_MadeTwice_TakesEffectOnceAndSaysSo()
    {
        var reference = Till.DrawReference();

        var first = await MintAsync(40, reference);
        var second = await MintAsync(40, reference);
        var other = await MintAsync(41, reference);

        Assert.Equal((false, true), (first.Value.IsRepeated, second.Value.IsRepeated));
        Assert.Equal(first.Value.Result.Id, second.Value.Result.Id);
        Assert.Equal(Reason.OrderReferenceReused, ReasonOf(other));
        Assert.Equal(new(40), await BalanceAsync(first.Value.Height));
    }

    [Fact]
    public async Task Treasury_ThatWasFilled_GivesUnitsOutAndBurnsThem()
    {
        await _airline.IssueAsync(_treasury, 100);
        var before = (await _client.GetTokenAsync(Miles)).Value;

        var given = await _airline.Desk.TransferAsync(_wallet.Id, Miles, new(30), Till.DrawReference());
        var burnt = await _airline.Desk.RedeemAsync(Miles, new(20), Till.DrawReference());

        Assert.IsType<TransactionResult.Succeeded>(given.Value.Result);
        Assert.IsType<TransactionResult.Succeeded>(burnt.Value.Result);
        Assert.Equal(new(30), await BalanceAsync(burnt.Value.Height));
        var after = (await _client.GetTokenAsync(Miles)).Value;
        Assert.Equal(before.InTreasury.Units - 50, after.InTreasury.Units);
    }

    [Fact]
    public async Task Swap_ThatTakesWhatTheShopExpects_IsSignedByItsNodeAndMovesBothLegs()
    {
        await _airline.IssueAsync(_treasury, 10);
        await ReachAsync(await _cafe.IssueAsync(_wallet.Id, 3));
        var swap = _wallet.Author()
            .Swap(new(_wallet.Id, _treasury, Beans, new(3)), new(_treasury, _wallet.Id, Miles, new(10)))
            .Build();
        var signed = await swap.SignAsync([_wallet.Account]);

        var refused = await _airline.Desk.CountersignSwapAsync(signed, [new(_treasury, Miles, new(9))]);
        var order = await _airline.Desk.CountersignSwapAsync(signed, [new(_treasury, Miles, new(10))]);

        Assert.Equal((ErrorKind.Denied, "AUTH_COUNTERSIGN_UNEXPECTED"), (refused.Error!.Kind, refused.Error.Word));
        Assert.IsType<TransactionResult.Succeeded>(order.Value.Result);
        Assert.Equal(new(10), await BalanceAsync(order.Value.Height));
    }

    [Fact]
    public async Task Token_OfAnotherMember_IsNotThisNodesToIssue()
    {
        var answer = await _airline.Desk.MintAsync(
            _wallet.Id, Beans, new(1), MintReason.Purchase, Till.DrawReference());

        Assert.Equal((ErrorKind.Denied, "AUTH_TOKEN_OF_ANOTHER_MEMBER"), (answer.Error!.Kind, answer.Error.Word));
    }

    [Fact]
    public async Task Order_BeyondTheDailyCap_IsRefusedWithAWord()
    {
        using var till = new Till(_network, Airline, new() { ReadTimeout = TimeSpan.FromSeconds(2) });

        var answer = await till.Desk.MintAsync(
            _wallet.Id, Miles, new(1_000_001), MintReason.Purchase, Till.DrawReference());

        Assert.Equal((ErrorKind.Busy, "LIMIT_DAILY_CAP"), (answer.Error!.Kind, answer.Error.Word));
    }

    [Fact]
    public async Task Desk_WithoutACertificate_IsDenied()
    {
        var answer = await _client.Issuer.MintAsync(
            _wallet.Id, Miles, new(1), MintReason.Purchase, Till.DrawReference());

        Assert.Equal((ErrorKind.Denied, "AUTH_IDENTITY_MISSING"), (answer.Error!.Kind, answer.Error.Word));
    }

    private Task<Answer<OrderResult>> MintAsync(ulong amount, Ledger.Cryptography.Digest reference) =>
        _airline.Desk.MintAsync(_wallet.Id, Miles, new(amount), MintReason.Purchase, reference);

    private async Task<Amount> BalanceAsync(Height height) => (await ReachAsync(height)).SpendableOf(Miles);

    /// <summary>What the wallet has, once the airline's node has this height, at which something reached it.</summary>
    private async Task<Accounts.AccountState> ReachAsync(Height height)
    {
        await using var states = _wallet.WatchAsync().GetAsyncEnumerator();
        do
        {
            Assert.True(await states.MoveNextAsync());
        }
        while (states.Current.Height < height);

        return states.Current;
    }

    private static Reason ReasonOf(Answer<OrderResult> answer) => answer.Error?.Reason
        ?? (answer.Value.Result as TransactionResult.Failed)?.Reason
        ?? Reason.None;
}
