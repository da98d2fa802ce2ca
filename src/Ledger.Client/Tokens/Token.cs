using Ledger.Client.Answers;
using Ledger.Model.Values;

namespace Ledger.Client.Tokens;

/// <summary>A brand's unit with what has become of its units, after one block.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Scale">Decimal places of one unit as people write it.</param>
/// <param name="Minted">Since the beginning; so are redeemed, expired and reversed.</param>
/// <param name="Outstanding">Held by anybody but the issuer: the issuer's liability.</param>
/// <param name="MemberHeld">The part of outstanding that other members' treasuries hold.</param>
public sealed record Token(
    Height Height,
    Ticker Ticker,
    string Name,
    string IssuerName,
    byte Scale,
    AccountId Treasury,
    Amount SupplyMax,
    Amount Minted,
    Amount Redeemed,
    Amount Expired,
    Amount Reversed,
    Amount InTreasury,
    Amount Outstanding,
    Amount Pending,
    Amount MemberHeld)
{
    internal static Token Read(ulong height, Contracts.V1.TokenSummary message)
    {
        var definition = message.Definition ?? throw new InvalidDataException("The node describes no token.");
        return new(
            new(height),
            Wire.Ticker(definition.Ticker),
            definition.Name,
            message.IssuerName,
            Wire.Scale(definition.Scale),
            new(Wire.Digest(definition.Treasury)),
            new(definition.SupplyMax),
            new(message.Minted),
            new(message.Redeemed),
            new(message.Expired),
            new(message.Reversed),
            new(message.Treasury),
            new(message.Outstanding),
            new(message.Pending),
            new(message.MemberHeld));
    }
}
