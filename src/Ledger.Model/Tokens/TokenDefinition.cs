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

    /// <summary>The rules of PROTOCOL 3.4 that need no state.</summary>
    public bool IsSound =>
        Ticker.Length >= Ticker.LengthMin
        && IsName(Name)
        && Scale <= ScaleMax
        && !SupplyMax.IsZero
        && SupplyMax <= Amount.SupplyMax
        && Expiry.IsSound
        && Capabilities.IsSound
        && Terms is not { IsSound: false }
        && Logo is not { IsSound: false };

    /// <summary>A name that people can read: 1 to 64 bytes of UTF-8, no control characters.</summary>
    public static bool IsName(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
                return false;
        }

        return text.Length > 0 && System.Text.Encoding.UTF8.GetByteCount(text) <= NameBytesMax;
    }
}

/// <summary>A document kept outside of the log, pinned by its SHA-256.</summary>
public sealed record LinkedDocument(string Url, Digest Hash)
{
    public const int UrlBytesMax = 256;

    public bool IsSound => Url.Length is > 0 and <= UrlBytesMax && Url.All(character => character is > ' ' and <= '~');
}
