using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Model.Values;

namespace Ledger.Client.Reports;

/// <summary>What one member's treasury holds of another member's token as claims, and how it came to that.</summary>
/// <param name="HolderToken">The token whose treasury it is.</param>
/// <param name="Limit">What the agreement in force lets it hold; 0 where none is.</param>
/// <param name="Changes">Oldest first; the last one is the figure.</param>
public sealed record PositionLine(
    string Holder,
    Ticker HolderToken,
    string Issuer,
    Ticker Token,
    byte Scale,
    Amount Units,
    Amount Limit,
    ImmutableArray<PositionChange> Changes)
{
    internal static PositionLine Read(Contracts.V1.Position message) => new(
        message.HolderName,
        Wire.Ticker(message.HolderToken),
        message.IssuerName,
        Wire.Ticker(message.Token),
        Wire.Scale(message.Scale),
        new(message.Units),
        new(message.Limit),
        [.. message.Changes.Select(PositionChange.Read)]);
}

/// <param name="Units">After the block.</param>
/// <param name="Transactions">Those of the block that changed it.</param>
public sealed record PositionChange(
    Height Height, DateTimeOffset Time, Amount Units, ImmutableArray<TransactionId> Transactions)
{
    internal static PositionChange Read(Contracts.V1.PositionChange message) => new(
        new(message.Height),
        Wire.Time(message.TimeMs),
        new(message.Units),
        [.. message.Transactions.Select(id => new TransactionId(Wire.Digest(id)))]);
}
