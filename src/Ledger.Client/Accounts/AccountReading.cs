using Ledger.Client.Answers;
using Ledger.Model.Values;

namespace Ledger.Client.Accounts;

/// <summary>Makes values of what a node says about an account.</summary>
internal static class AccountReading
{
    public static AccountState Read(AccountId asked, Contracts.V1.Account? message)
    {
        if (message is null || Wire.Digest(message.Id) != asked.Value)
            throw new InvalidDataException("The node speaks of another account than it was asked for.");
        return new(
            new(message.Height),
            Wire.Time(message.TimeMs),
            asked,
            message.Exists,
            message.Policy is null ? null : Wire.Policy(message.Policy),
            message.TreasuryOf.Length == 0 ? null : Wire.Ticker(message.TreasuryOf),
            [.. message.Balances.Select(Read)])
        {
            Holds = [.. message.Holds.Select(Read)],
        };
    }

    private static AccountHold Read(Contracts.V1.AccountHold message) => new(
        new(Wire.Digest(message.Id)),
        new(Wire.Digest(message.Holder)),
        new(Wire.Digest(message.Payee)),
        Wire.OptionalDigest(message.Arbiter) is { } arbiter ? new(arbiter) : null,
        Wire.Ticker(message.Token),
        Wire.Scale(message.Scale),
        new(message.Amount),
        Wire.Time(message.ExpiresAtMs),
        message.Quote is { } quote ? Read(quote) : null);

    private static OpenQuote Read(Contracts.V1.OpenQuote message) => new(
        Wire.Ticker(message.Given),
        Wire.Scale(message.GivenScale),
        new(message.Amount),
        new(message.Net),
        new(message.Fee));

    private static Balance Read(Contracts.V1.Balance message) => new(
        Wire.Ticker(message.Token),
        Wire.Scale(message.Scale),
        new(message.Spendable),
        new(message.Pending),
        [.. message.Lots.Select(Wire.Lot)],
        [.. message.Expiries.Select(expiry => new Expiry(Wire.Time(expiry.AtMs), new(expiry.Amount)))]);
}
