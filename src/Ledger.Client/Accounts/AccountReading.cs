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
            [.. message.Balances.Select(Read)]);
    }

    private static Balance Read(Contracts.V1.Balance message) => new(
        Wire.Ticker(message.Token),
        Wire.Scale(message.Scale),
        new(message.Spendable),
        new(message.Pending),
        [.. message.Lots.Select(Wire.Lot)],
        [.. message.Expiries.Select(expiry => new Expiry(Wire.Time(expiry.AtMs), new(expiry.Amount)))]);
}
