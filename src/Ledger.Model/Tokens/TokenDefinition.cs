using Ledger.Cryptography;
using Ledger.Model.Values;

namespace Ledger.Model.Tokens;

/// <summary>What a token is: signed by its issuer at registration.</summary>
/// <param name="Issuer">Registry index of the issuing member.</param>
/// <param name="Scale">Decimal places of one unit as people write it, 0 to 9. Fixed.</param>
/// <param name="Treasury">The issuer's own account for this token. No account is the treasury of two tokens.</param>
/// <param name="SupplyMax">Upper bound of treasury and outstanding together, at most 2^63 − 1.</param>
/// <param name="Minter">The account in the minter role.</param>
/// <param name="MintPerDayMax">Units that the minter may issue in one UTC day.</param>
/// <param name="RedeemNeedsIssuer">A redemption needs the issuer's signature beside the holder's.</param>
public sealed record TokenDefinition(
    Ticker Ticker,
    ushort Issuer,
    string Name,
    byte Scale,
    AccountId Treasury,
    Amount SupplyMax,
    ExpiryRule Expiry,
    CapabilityManifest Capabilities,
    AccountId Minter,
    Amount MintPerDayMax,
    bool RedeemNeedsIssuer,
    LinkedDocument? Terms,
    LinkedDocument? Logo)
{
    public const int NameBytesMax = 64;
    public const byte ScaleMax = 9;
}

/// <summary>A document kept outside of the log, pinned by its SHA-256.</summary>
public sealed record LinkedDocument(string Url, Digest Hash)
{
    public const int UrlBytesMax = 256;
}
