using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Contracts.V1;
using Ledger.Model.Values;

namespace Ledger.Client.Rates;

/// <summary>Reads what brands have agreed on.</summary>
public static class RateCalls
{
    private const uint PageSize = 500;

    /// <summary>In the order of tickers: all agreements, or those by which one token is given, or is taken.</summary>
    /// <param name="withHistory">Also everything that was ever done to them.</param>
    public static async Task<Answer<ImmutableArray<AgreedRate>>> ListRatesAsync(
        this LedgerClient client,
        Ticker? given = null,
        Ticker? taken = null,
        bool withHistory = false,
        CancellationToken cancellationToken = default)
    {
        var rates = ImmutableArray.CreateBuilder<AgreedRate>();
        var request = new ListRatesRequest
        {
            Given = given?.ToString() ?? "",
            Taken = taken?.ToString() ?? "",
            History = withHistory,
            MinHeight = client.Seen.Value,
            PageSize = PageSize,
        };
        do
        {
            var answer = await client.Asking.AskAsync(
                (node, call) => node.Wallet.ListRatesAsync(request, call),
                response => (Rates: response.Rates.Select(AgreedRate.Read).ToArray(), response.NextPageToken),
                cancellationToken);
            if (!answer.TryGet(out var page, out var error))
                return new(error);
            foreach (var rate in page.Rates)
                Add(rates, rate);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        return new(rates.DrainToImmutable());
    }

    /// <summary>A page may go on with the history of the last agreement of the one before.</summary>
    private static void Add(ImmutableArray<AgreedRate>.Builder rates, AgreedRate rate)
    {
        if (rates is [.., var last] && last.Given == rate.Given && last.Taken == rate.Taken)
            rates[^1] = last with { History = [.. last.History, .. rate.History] };
        else
            rates.Add(rate);
    }
}
