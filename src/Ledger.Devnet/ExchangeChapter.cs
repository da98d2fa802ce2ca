using Ledger.Client;
using Ledger.Client.Rates;
using Ledger.Client.Transactions;
using Ledger.Model.Rates;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Devnet;

/// <summary>
/// A customer turns flight miles into cinema points at a rate that the two companies agreed on, and the cinema reaches
/// the limit of what it takes, until it hands the miles back.
/// </summary>
internal sealed class ExchangeChapter(LedgerClient client, Narration narration, CompanyDesk airline, CompanyDesk cinema)
{
    private const ulong PositionMax = 150, Supply = 10_000, AdaGives = 90, BenGives = 120;

    private Ticker Miles => airline.Company.Token;

    private Ticker Reels => cinema.Company.Token;

    public async Task TellAsync(Customer ada, Customer ben, CancellationToken cancellationToken)
    {
        await narration.SayAsync(
            "Miles into cinema points",
            $"{airline.Company.Name} and {cinema.Company.Name} agree on two {Reels} for three {Miles}, "
            + $"and that the cinema takes {PositionMax} {Miles} at most.");
        await PrepareAsync(cancellationToken);
        await narration.AddAsync($"Ada turns {AdaGives} {Miles} into {Reels}: she signs alone.");
        await narration.SubmitAsync(await ExchangeAsync(ada, AdaGives, cancellationToken), cancellationToken);
        await narration.ShowAsync(ada, cancellationToken);

        await narration.SayAsync(
            "A limit", $"Ben wants to turn {BenGives} {Miles} into {Reels}, which is more than the cinema takes.");
        await narration.FailAsync(
            await ExchangeAsync(ben, BenGives, cancellationToken), "LIMIT_POSITION", cancellationToken);
        await narration.AddAsync(
            $"The cinema hands its {AdaGives} {Miles} back to {airline.Company.Name}, and Ben tries again.");
        await ClaimsHomeAsync(new(AdaGives), cancellationToken);
        await narration.SubmitAsync(await ExchangeAsync(ben, BenGives, cancellationToken), cancellationToken);
        await narration.ShowAsync(ben, cancellationToken);
    }

    /// <summary>Agrees where that was not done before; what the cinema still holds from then goes back.</summary>
    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var rates = (await client.ListRatesAsync(Miles, Reels, cancellationToken: cancellationToken)).Value;
        if (rates is [var agreed, ..])
        {
            if (!agreed.Position.IsZero)
                await ClaimsHomeAsync(agreed.Position, cancellationToken);
            return;
        }

        await narration.SubmitAsync(await cinema.MintAsync(cinema.Account.Id, Supply), cancellationToken);
        var draft = await client.Author(airline.Account.Id)
            .Add(new Operation.AgreeRate(Miles, Reels, Terms()))
            .Build()
            .SignAsync([airline.Account, cinema.Account], cancellationToken);
        await narration.SubmitAsync(draft.Complete(), cancellationToken);
    }

    private async Task ClaimsHomeAsync(Amount amount, CancellationToken cancellationToken) =>
        await narration.SubmitAsync(
            await cinema.TransferAsync(Miles, airline.Account.Id, amount.Units), cancellationToken);

    private ValueTask<SignedTransaction> ExchangeAsync(Customer by, ulong miles, CancellationToken cancellationToken)
    {
        var exchange = new Operation.Exchange(
            by.Account.Id, [Miles, Reels], new(miles), MinReceive: new(miles * 2 / 3), QuoteId: null);
        return client.Author(by.Account.Id).Add(exchange).Build().SignAsync(by.Account, cancellationToken);
    }

    private static RateTerms Terms() => new(
        new(2, 3, FeePerMillion: 0),
        FeeAccount: null,
        GivenMin: new(1),
        GivenMax: new(1_000),
        Corridor: new(100_000),
        CorridorPerAccount: new(1_000),
        new(PositionMax),
        ValidFrom: Timestamp.Epoch,
        ValidUntil: DateTimeOffset.UtcNow.AddYears(1).ToTimestamp(),
        Notice: RateTerms.NoticeMax);
}
