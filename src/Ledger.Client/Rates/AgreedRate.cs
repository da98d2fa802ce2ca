using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Model.Rates;
using Ledger.Model.Values;

namespace Ledger.Client.Rates;

/// <summary>What two brands have agreed, and how much of it is used, after one block.</summary>
/// <param name="Announced">Terms that take over at <paramref name="AnnouncedFor"/>, or none.</param>
/// <param name="IsOpen">Begun, not ended, not paused.</param>
/// <param name="CorridorUsed">Units given today (UTC), net.</param>
/// <param name="Position">Units of the given token that the paying treasury holds as claims.</param>
/// <param name="Quoted">Units given of open quotes, which count to the position too.</param>
/// <param name="History">Everything that was ever done to it, oldest first, if it was asked for.</param>
public sealed record AgreedRate(
    Ticker Given,
    Ticker Taken,
    byte GivenScale,
    byte TakenScale,
    RateTerms Terms,
    RateTerms? Announced,
    Timestamp AnnouncedFor,
    bool IsPausedByGivenIssuer,
    bool IsPausedByTakenIssuer,
    bool IsOpen,
    Amount CorridorUsed,
    Amount Position,
    Amount Quoted,
    ImmutableArray<RateRevision> History)
{
    internal static AgreedRate Read(Contracts.V1.AgreedRate message) => new(
        Wire.Ticker(message.Given),
        Wire.Ticker(message.Taken),
        Wire.Scale(message.GivenScale),
        Wire.Scale(message.TakenScale),
        Terms: RateWire.Terms(message.Terms)
            ?? throw new InvalidDataException("The node names an agreement without terms."),
        RateWire.Terms(message.Announced),
        Wire.Timestamp(message.AnnouncedForMs),
        message.PausedByGivenIssuer,
        message.PausedByTakenIssuer,
        message.Open,
        new(message.CorridorUsed),
        new(message.Position),
        new(message.Quoted),
        [.. message.History.Select(RateRevision.Read)]);
}
