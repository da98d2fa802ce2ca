using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Client.Rates;
using Ledger.Client.Signing;
using Ledger.Client.Submission;
using Ledger.Client.Tests.Networks;
using Ledger.Cryptography;
using Ledger.Devnet;
using Ledger.Model.Rates;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Client.Tests.Rates;

/// <summary>
/// Miles for cinema points, against real nodes: what a quote promises arrives, whatever happens meanwhile.
/// </summary>
[Collection(NetworkGroup.Name)]
public sealed class QuoteTests : IDisposable
{
    private static readonly Company Airline = Company.All[0], Cinema = Company.All[2];
    private static readonly Ticker Miles = Airline.Token, Reels = Cinema.Token;

    private readonly LedgerClient _client;
    private readonly LedgerClient _shop;
    private readonly X509Certificate2 _certificate;
    private readonly CompanyDesk _airline;
    private readonly CompanyDesk _cinema;
    private readonly SchnorrKey _ada = SchnorrKey.Create();

    public QuoteTests(RunningNetwork network)
    {
        _client = new(network.Network);
        _certificate = X509Certificate2.CreateFromPemFile(network.Folder.IssuerCertificateOf(Cinema));
        var own = network.Network with { Nodes = [network.Network.Nodes[Cinema.Index]] };
        _shop = new(own, new() { Identity = _certificate });
        (_airline, _cinema) = (new(network.Folder, Airline), new(network.Folder, Cinema));
    }

    private SigningAccount Ada => SigningAccount.Of(_ada);

    public void Dispose()
    {
        _client.Dispose();
        _shop.Dispose();
        _certificate.Dispose();
        _airline.Dispose();
        _cinema.Dispose();
        _ada.Dispose();
    }

    [Fact]
    public async Task Quote_WhileTheRateIsPaused_GivesWhatItPromised()
    {
        await AgreeAsync();
        var reference = DrawReference();
        var expiresAt = InSeconds(50);

        var quoted = (await _shop.Issuer.QuoteAsync(Ada.Id, Miles, Reels, new(300), expiresAt, reference)).Value;
        var again = (await _shop.Issuer.QuoteAsync(Ada.Id, Miles, Reels, new(300), expiresAt, reference)).Value;
        await PauseAsync(isPaused: true);
        var unquoted = await ExchangeAsync(quote: null);
        var taken = await ExchangeAsync(quoted.Quote);
        await PauseAsync(isPaused: false);

        var promised = Assert.IsType<TransactionResult.Succeeded>(quoted.Result);
        Assert.Equal(new(200), Assert.Single(Assert.Single(promised.Effects).Hops).Net);
        Assert.Equal((quoted.Quote, true), (again.Quote, again.IsRepeated));
        Assert.Equal(Reason.RatePaused, Assert.IsType<TransactionResult.Failed>(unquoted).Reason);
        var effect = Assert.Single(Assert.IsType<TransactionResult.Succeeded>(taken).Effects);
        Assert.Equal(new(200), Assert.Single(effect.Hops).Net);
    }

    [Fact]
    public async Task Agreement_ThatClosesAProfitableCycle_NamesIt()
    {
        await AgreeAsync();

        var result = await BothSignAsync(new Operation.AgreeRate(Reels, Miles, TermsOf(2, 1)));

        var failed = Assert.IsType<TransactionResult.Failed>(result);
        Assert.Equal(Reason.RateCycle, failed.Reason);
        Assert.Equal([Miles, Reels], failed.Subjects.Order());
    }

    /// <summary>Once for all tests of the network; Ada and the cinema get what they will give.</summary>
    private async Task AgreeAsync()
    {
        if ((await _client.ListRatesAsync(Miles, Reels)).Value.IsEmpty)
            await SucceedAsync(BothSignAsync(new Operation.AgreeRate(Miles, Reels, TermsOf(2, 3))));
        await SucceedAsync(_client.SubmitAsync(await _airline.MintAsync(Ada.Id, 300)));
        await SucceedAsync(_client.SubmitAsync(await _cinema.MintAsync(_cinema.Account.Id, 100_000)));
    }

    private async Task PauseAsync(bool isPaused) => await SucceedAsync(SignAsync(
        new Operation.PauseRate(Miles, Reels, (ushort)Cinema.Index, isPaused), _cinema.Account));

    private Task<TransactionResult> ExchangeAsync(HoldId? quote) =>
        SignAsync(new Operation.Exchange(Ada.Id, [Miles, Reels], new(300), MinReceive: new(200), quote), Ada);

    private Task<TransactionResult> BothSignAsync(Operation operation) =>
        SignAsync(operation, _airline.Account, _cinema.Account);

    private async Task<TransactionResult> SignAsync(Operation operation, params SigningAccount[] signers)
    {
        var draft = await _client.Author(signers[0].Id).Add(operation).Build().SignAsync(signers);
        return await _client.SubmitAsync(draft.Complete());
    }

    private static async Task SucceedAsync(Task<TransactionResult> submitting) =>
        Assert.IsType<TransactionResult.Succeeded>(await submitting);

    private static RateTerms TermsOf(uint taken, uint given) => new(
        new(taken, given, FeePerMillion: 0),
        FeeAccount: null,
        GivenMin: new(1),
        GivenMax: new(1_000),
        Corridor: new(100_000),
        CorridorPerAccount: new(1_000),
        PositionMax: new(100_000),
        ValidFrom: Timestamp.Epoch,
        ValidUntil: Timestamp.Latest,
        Notice: RateTerms.NoticeMin);

    private static Timestamp InSeconds(int seconds) =>
        new((ulong)DateTimeOffset.UtcNow.AddSeconds(seconds).ToUnixTimeMilliseconds());

    private static Digest DrawReference() => new(RandomNumberGenerator.GetBytes(Digest.Size));
}
