using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Model.Values;

namespace Ledger.Client.Rates;

/// <summary>Reads what brands have agreed on.</summary>
public static class RateCalls
{
    /// <summary>In the order of tickers: all agreements, or those by which one token is given, or is taken.</summary>
    /// <param name="withHistory">Also everything that was ever done to them.</param>
    public static Task<Answer<ImmutableArray<AgreedRate>>> ListRatesAsync(
        this LedgerClient client,
        Ticker? given = null,
        Ticker? taken = null,
        bool withHistory = false,
        CancellationToken cancellationToken = default)
    {
        var request = new Contracts.V1.ListRatesRequest
        {
            Given = given?.ToString() ?? "",
            Taken = taken?.ToString() ?? "",
            History = withHistory,
            MinHeight = client.Seen.Value,
        };
        return client.Asking.AskAsync(
            (node, call) => node.Wallet.ListRatesAsync(request, call),
            response => response.Rates.Select(AgreedRate.Read).ToImmutableArray(),
            cancellationToken);
    }
}
