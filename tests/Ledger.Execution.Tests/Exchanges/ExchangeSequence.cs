using System.Collections.Immutable;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Outcomes;
using Ledger.Model.Rates;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using static Ledger.Execution.Tests.Brand;

namespace Ledger.Execution.Tests.Exchanges;

/// <summary>
/// One random history of five brands: agreements, exchanges over up to three of them, quotes taken up or left, pauses,
/// improvements and changes for the worse, claims that go home, hours and days that pass. The same seed gives the same.
/// </summary>
internal sealed class ExchangeSequence
{
    private static readonly Brand[] Brands = [Beans, Miles, Stars, Reels, Leaves];
    private static readonly Wallet[] Customers = [Wallet.Alice, Wallet.Bob, Wallet.Carol];

    private readonly Random _random;
    private readonly Chain _chain;

    public ExchangeSequence(int seed)
    {
        _random = new(seed);
        _chain = new Chain([.. Brands.Select(brand => brand.Definition with { Expiry = Expiry() })]);
        Commit(Brands.Select(brand => _chain.Sign(
            brand.Minter,
            [
                _chain.MintOf(brand, brand.Treasury, (ulong)_random.Next(1_000, 100_000)),
                .. Customers.Select(customer => _chain.MintOf(brand, customer, (ulong)_random.Next(1, 5_000))),
            ])));
    }

    /// <summary>Exchanges that succeeded.</summary>
    public int Exchanges { get; private set; }

    public void Run()
    {
        Commit(Enumerable.Range(0, 20).Select(_ => Agree()));
        for (var round = 0; round < 5; round++)
        {
            _chain.Now = new(_chain.Now.Milliseconds + (ulong)_random.Next(1_000, 100_000_000));
            Commit([Change(), Change(), ClaimsHome(), Quote(), Quote()]);
            var worth = new Worth(_chain, Brands);
            var byQuote = TakeUp();
            foreach (var outcome in Commit([.. Enumerable.Range(0, 10).Select(_ => Exchange())]))
                Check(outcome, worth);
            Commit(byQuote);
        }
    }

    private void Check(Outcome outcome, Worth worth)
    {
        if (!outcome.IsSuccess)
            return;
        Exchanges++;
        var hops = outcome.Effects[0].Hops;
        Assert.True(worth.IsNoGain(hops[0], hops[^1]), $"{hops[0]} … {hops[^1]}");
    }

    private ImmutableArray<Outcome> Commit(IEnumerable<Transaction> candidates)
    {
        var draft = _chain.Build([.. candidates]);
        return _chain.Commit([.. draft.Transactions]);
    }

    private Transaction Agree()
    {
        var (given, taken) = Pair();
        return Rate.Agree(_chain, given, taken, Terms());
    }

    private Transaction Change()
    {
        var (given, taken) = Pair();
        return _random.Next(4) switch
        {
            0 => Rate.Pause(_chain, given, taken, by: given, isPaused: _random.Next(2) == 0),
            1 => Rate.Amend(_chain, given, taken, Terms()),
            2 => Rate.Improve(_chain, given, taken, Terms()),
            _ => Rate.Agree(_chain, given, taken, Terms()),
        };
    }

    private Transaction Exchange()
    {
        var path = Brands.OrderBy(_ => _random.Next()).Take(_random.Next(3) == 0 ? _random.Next(3, 5) : 2);
        var customer = Any(Customers);
        var exchange = new Operation.Exchange(
            customer.Account, [.. path.Select(brand => brand.Ticker)], Amount(), default, null);
        return _chain.Sign(customer, exchange);
    }

    private Transaction Quote()
    {
        var (given, taken) = Pair();
        var expiresAt = new Timestamp(_chain.Now.Milliseconds + (ulong)_random.Next(1_000, 60_001));
        return _chain.Sign(taken.Treasury, new Operation.Quote(
            given.Ticker, taken.Ticker, Any(Customers).Account, Amount(), expiresAt, _chain.FreshReference()));
    }

    /// <summary>Exchanges by whatever quotes are open.</summary>
    private Transaction[] TakeUp() =>
    [
        .. from customer in Customers
           from id in _chain.HoldsOf(customer)
           let hold = HoldOf(id)
           let quote = hold.Quote!
           select _chain.Sign(customer, new Operation.Exchange(
               customer.Account, [quote.Given, hold.Token], quote.Amount, quote.Conversion.Net, id)),
    ];

    private Transaction ClaimsHome()
    {
        var (given, taken) = Pair();
        return _chain.Sign(taken.Treasury, new Operation.Transfer(
            taken.Treasury.Account, given.Treasury.Account, given.Ticker, Amount(), null));
    }

    private HoldRecord HoldOf(HoldId id)
    {
        Assert.True(_chain.State.TryRead(StateKeys.Hold(id), out var bytes));
        Assert.True(HoldRecord.TryRead(bytes.Span, out var hold));
        return hold;
    }

    private RateTerms Terms()
    {
        var terms = Rate.Of((uint)_random.Next(1, 40), (uint)_random.Next(1, 40));
        var fee = _random.Next(3) == 0 ? (uint)_random.Next(1, 200_000) : 0;
        return terms with
        {
            Rate = terms.Rate with { FeePerMillion = fee },
            FeeAccount = fee == 0 ? null : new Wallet("fees").Account,
            CorridorPerAccount = new((ulong)_random.Next(100, 5_000)),
            PositionMax = new((ulong)_random.Next(500, 20_000)),
            ValidUntil = new(_chain.Now.Milliseconds + (ulong)_random.Next(1, 1_000_000_000)),
            Notice = Rate.Minute * (ulong)_random.Next(1, 100),
        };
    }

    private ExpiryRule Expiry() => new(_random.Next(2) == 0 ? Granularity.Day : Granularity.Month, (byte)_random.Next(65));

    private Amount Amount() => new((ulong)_random.Next(1, 1 << _random.Next(1, 13)));

    private (Brand Given, Brand Taken) Pair()
    {
        var first = _random.Next(Brands.Length);
        return (Brands[first], Brands[(first + _random.Next(1, Brands.Length)) % Brands.Length]);
    }

    private T Any<T>(T[] all) => all[_random.Next(all.Length)];
}
