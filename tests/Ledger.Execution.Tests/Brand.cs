using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Execution.Tests;

/// <summary>A token with the wallets of its roles.</summary>
internal sealed record Brand(string Name, ushort Issuer)
{
    public static readonly Brand Beans = new("BEANS", Issuer: 0);
    public static readonly Brand Miles = new("MILES", Issuer: 1);
    public static readonly Brand Stars = new("STARS", Issuer: 2);
    public static readonly Brand Reels = new("REELS", Issuer: 3);
    public static readonly Brand Leaves = new("LEAVES", Issuer: 4);

    public Ticker Ticker => TickerOf(Name);

    public Wallet Treasury => new(Name + " treasury");

    public Wallet Minter => new(Name + " minter");

    /// <summary>Free to transfer, never expiring, and no limit that a test would meet by accident.</summary>
    public TokenDefinition Definition => new(
        Ticker,
        Issuer,
        Name,
        Scale: 2,
        Treasury.Account,
        Amount.SupplyMax,
        new(Granularity.Day, 0),
        CapabilityManifest.Fixed(Transferability.Free, 30),
        Minter.Account,
        MintPerDayMax: Amount.SupplyMax,
        RedeemNeedsIssuer: false,
        Terms: null,
        Logo: null);

    public static Ticker TickerOf(string text) =>
        Ticker.TryParse(text, out var ticker) ? ticker : throw new ArgumentException("No ticker.", nameof(text));
}
