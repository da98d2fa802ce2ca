using Ledger.Execution.Rates;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Outcomes;

namespace Ledger.Execution.Tests.Exchanges;

/// <summary>
/// What units of each brand can be turned into at best, along any way and exactly, by what is agreed at the moment. If
/// no cycle multiplies units, no exchange makes anybody's units worth more, counted in whatever brand.
/// </summary>
internal sealed class Worth
{
    private readonly Brand[] _brands;
    private readonly ExactRate?[,] _best;

    public Worth(Chain chain, Brand[] brands)
    {
        _brands = brands;
        _best = new ExactRate?[brands.Length, brands.Length];
        for (var i = 0; i < brands.Length; i++)
        {
            for (var j = 0; j < brands.Length; j++)
                _best[i, j] = i == j ? ExactRate.One : RateOf(chain, brands[i], brands[j]);
        }

        Close();
    }

    /// <summary>Whether what came out of an exchange is worth no more than what went in.</summary>
    public bool IsNoGain(ExchangeHop first, ExchangeHop last)
    {
        var (given, taken) = (IndexOf(first.Given), IndexOf(last.Taken));
        for (var brand = 0; brand < _brands.Length; brand++)
        {
            if (_best[taken, brand] is not { } after)
                continue;
            if (_best[given, brand] is not { } before)
                return false;
            if (new ExactRate(last.Net.Units, 1) * after > new ExactRate(first.Amount.Units, 1) * before)
                return false;
        }

        return true;
    }

    private static ExactRate? RateOf(Chain chain, Brand given, Brand taken)
    {
        if (!chain.State.TryRead(AgreementKeys.Agreement(given.Ticker, taken.Ticker), out var bytes))
            return null;
        Assert.True(AgreementRecord.TryRead(bytes.Span, out var agreement));
        var terms = agreement.TermsAt(chain.Now);
        return agreement.IsPaused || !terms.IsInForceAt(chain.Now) ? null : ExactRate.NetOf(terms.Rate);
    }

    /// <summary>Ways over one more brand, for each brand in turn.</summary>
    private void Close()
    {
        for (var over = 0; over < _brands.Length; over++)
        {
            for (var from = 0; from < _brands.Length; from++)
            {
                for (var to = 0; to < _brands.Length; to++)
                {
                    if (_best[from, over] is { } first && _best[over, to] is { } second
                        && (_best[from, to] is not { } known || first * second > known))
                    {
                        _best[from, to] = first * second;
                    }
                }
            }
        }
    }

    private int IndexOf(Model.Values.Ticker token) => Array.FindIndex(_brands, brand => brand.Ticker == token);
}
