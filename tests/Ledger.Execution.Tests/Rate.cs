using Ledger.Model.Rates;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Tests;

/// <summary>Rate agreements with terms that no test meets by accident.</summary>
internal static class Rate
{
    public const ulong Minute = 60_000;
    public const ulong Hour = 60 * Minute;
    public const ulong Day = 24 * Hour;

    /// <summary>So many units taken for so many given, without a fee; in force for a year, an hour's notice.</summary>
    public static RateTerms Of(uint taken, uint given) => new(
        new(taken, given, FeePerMillion: 0),
        FeeAccount: null,
        GivenMin: new(1),
        GivenMax: new(1_000_000),
        Corridor: new(10_000_000),
        CorridorPerAccount: new(5_000_000),
        PositionMax: new(10_000_000),
        ValidFrom: Timestamp.Epoch,
        ValidUntil: new(Chain.Start.Milliseconds + (365 * Day)),
        Notice: Hour);

    public static Transaction Agree(Chain chain, Brand given, Brand taken, RateTerms terms) => chain.Sign(
        Chain.Member(given.Issuer),
        new Operation.AgreeRate(given.Ticker, taken.Ticker, terms),
        Chain.Member(taken.Issuer));

    public static Transaction Amend(Chain chain, Brand given, Brand taken, RateTerms terms) => chain.Sign(
        Chain.Member(given.Issuer),
        new Operation.AmendRate(given.Ticker, taken.Ticker, terms, IsByPayerAlone: false),
        Chain.Member(taken.Issuer));

    /// <summary>Signed by the member whose treasury pays, and nobody else.</summary>
    public static Transaction Improve(Chain chain, Brand given, Brand taken, RateTerms terms) => chain.Sign(
        Chain.Member(taken.Issuer),
        new Operation.AmendRate(given.Ticker, taken.Ticker, terms, IsByPayerAlone: true));

    public static Transaction Pause(Chain chain, Brand given, Brand taken, Brand by, bool isPaused = true) => chain.Sign(
        Chain.Member(by.Issuer),
        new Operation.PauseRate(given.Ticker, taken.Ticker, by.Issuer, isPaused));
}
