using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;

namespace Ledger.Client.Histories;

/// <summary>A transaction in which an account took part, or what a block did to it by itself.</summary>
/// <param name="Time">Of the block.</param>
/// <param name="Transaction">Null for what the block did by itself: units that expired or became active.</param>
/// <param name="Reason">The word of why it failed; empty if it succeeded.</param>
/// <param name="Movements">What left or reached this account.</param>
/// <param name="Text">One line for people for each operation.</param>
public sealed record HistoryEntry(
    Height Height,
    DateTimeOffset Time,
    TransactionId? Transaction,
    bool IsSuccess,
    string Reason,
    ImmutableArray<AmountMoved> Movements,
    ImmutableArray<string> Text)
{
    internal static HistoryEntry Read(Contracts.V1.HistoryEntry message) => new(
        new(message.Height),
        Wire.Time(message.TimeMs),
        Wire.OptionalDigest(message.TransactionId) is { } id ? new(id) : null,
        message.TransactionId.IsEmpty || message.Succeeded,
        message.Reason,
        [.. message.Movements.Select(AmountMoved.Read)],
        [.. message.Text]);
}

/// <summary>Units that left or reached one balance.</summary>
public sealed record AmountMoved(AccountId Account, Ticker Token, byte Scale, MovementKind Kind, Amount Amount)
{
    /// <summary>Its parts by their dates.</summary>
    public ImmutableArray<Lot> Lots { get; init; } = [];

    internal static AmountMoved Read(Contracts.V1.Movement message) => new(
        new(Wire.Digest(message.Account)),
        Wire.Ticker(message.Token),
        Wire.Scale(message.Scale),
        (MovementKind)message.Kind,
        new(message.Amount))
    {
        Lots = [.. message.Lots.Select(Wire.Lot)],
    };
}
