using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Model.Genesis;

internal static class TokenReader
{
    public static TokenDefinition Read(GenesisNode node)
    {
        node.AllowOnly(
            "ticker", "issuer", "name", "scale", "treasury", "supply_max", "expiry", "capabilities", "minter",
            "mint_per_day_max", "redeem_needs_issuer", "terms", "logo");
        var definition = new TokenDefinition(
            ReadTicker(node["ticker"]),
            (ushort)node["issuer"].Number(0, ushort.MaxValue),
            node["name"].Text(),
            (byte)node["scale"].Number(0, TokenDefinition.ScaleMax),
            node["treasury"].Account(),
            node["supply_max"].Amount(1),
            ReadExpiry(node["expiry"]),
            ReadCapabilities(node["capabilities"]),
            node["minter"].Account(),
            node["mint_per_day_max"].Amount(0),
            node["redeem_needs_issuer"].Flag(),
            ReadDocument(node["terms"]),
            ReadDocument(node["logo"]));
        if (node["name"].IsPresent && !TokenDefinition.IsName(definition.Name))
            node["name"].Fault($"must be 1 to {TokenDefinition.NameBytesMax} bytes without control characters");
        return definition;
    }

    private static Ticker ReadTicker(GenesisNode node)
    {
        if (!Ticker.TryParse(node.Text(), out var ticker) && node.IsPresent)
            node.Fault("must be 2 to 12 of A-Z and 0-9, a letter first");
        return ticker;
    }

    private static ExpiryRule ReadExpiry(GenesisNode node)
    {
        node.AllowOnly("granularity", "lifetime");
        return new(
            node["granularity"].Choice(TokenNames.Granularities),
            (byte)node["lifetime"].Number(0, ExpiryRule.LifetimeMax));
    }

    private static CapabilityManifest ReadCapabilities(GenesisNode node)
    {
        node.AllowOnly("transfer", "reversal_window_days", "freeze", "cash_out");
        return new(
            ReadCapability(node["transfer"], value => value.Choice(TokenNames.Transferabilities)),
            ReadCapability(node["reversal_window_days"], value => (ushort)value.Number(0, ushort.MaxValue)),
            ReadCapability(node["freeze"], value => value.Flag()),
            ReadCapability(node["cash_out"], value => value.Flag()));
    }

    private static Capability<T> ReadCapability<T>(GenesisNode node, Func<GenesisNode, T> read)
        where T : struct
    {
        node.AllowOnly("value", "mutability");
        return new(read(node["value"]), node["mutability"].Choice(TokenNames.Mutabilities));
    }

    private static LinkedDocument? ReadDocument(GenesisNode node)
    {
        if (!node.IsPresent)
            return null;
        node.AllowOnly("url", "hash");
        var document = new LinkedDocument(node["url"].Text(), node["hash"].Digest());
        if (node["url"].IsPresent && !document.IsSound)
            node["url"].Fault($"must be 1 to {LinkedDocument.UrlBytesMax} printable ASCII characters");
        return document;
    }
}

/// <summary>How the choices of a token are called in the file.</summary>
internal static class TokenNames
{
    public static readonly (string Name, Granularity Value)[] Granularities =
        [("day", Granularity.Day), ("month", Granularity.Month)];

    public static readonly (string Name, Transferability Value)[] Transferabilities =
    [
        ("free", Transferability.Free),
        ("pool", Transferability.Pool),
        ("exchange_only", Transferability.ExchangeOnly),
        ("none", Transferability.None),
    ];

    public static readonly (string Name, Mutability Value)[] Mutabilities =
    [
        ("locked", Mutability.Locked),
        ("tightenable_only", Mutability.TightenableOnly),
        ("changeable_with_notice", Mutability.ChangeableWithNotice),
    ];

    public static string NameOf<T>(IEnumerable<(string Name, T Value)> names, T value) =>
        names.First(entry => EqualityComparer<T>.Default.Equals(entry.Value, value)).Name;
}
