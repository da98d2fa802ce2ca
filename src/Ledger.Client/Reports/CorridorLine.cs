using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Model.Values;

namespace Ledger.Client.Reports;

/// <summary>How much of an agreement's corridor is used on one UTC day, by whom and by which exchanges.</summary>
public sealed record CorridorLine(
    Ticker Given,
    Ticker Taken,
    byte Scale,
    DateOnly Day,
    Amount Used,
    Amount Limit,
    Amount LimitPerAccount,
    ImmutableArray<CorridorUse> Accounts,
    ImmutableArray<TransactionId> Transactions)
{
    private const ulong DaysMax = 2_932_896;

    internal static CorridorLine Read(Contracts.V1.Corridor message) => new(
        Wire.Ticker(message.Given),
        Wire.Ticker(message.Taken),
        Wire.Scale(message.Scale),
        DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(Math.Min(message.Day, DaysMax))),
        new(message.Used),
        new(message.Limit),
        new(message.LimitPerAccount),
        [.. message.Accounts.Select(use => new CorridorUse(new(Wire.Digest(use.Account)), new(use.Used)))],
        [.. message.Transactions.Select(id => new TransactionId(Wire.Digest(id)))]);
}

/// <summary>What one account used of the day's corridor.</summary>
public sealed record CorridorUse(AccountId Account, Amount Used);
