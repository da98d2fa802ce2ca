using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Model.Values;

namespace Ledger.Client.Nodes;

/// <summary>Why no block comes, or that all is well, as one node sees it.</summary>
/// <param name="Verdict">One sentence.</param>
/// <param name="Height">The height that is being decided.</param>
/// <param name="Quorum">Votes needed to go on.</param>
public sealed record StallReport(
    string Verdict,
    bool IsStalled,
    Height Height,
    uint View,
    DateTimeOffset ViewSince,
    DateTimeOffset LastBlockStored,
    uint Quorum,
    bool HasWork,
    ImmutableArray<ValidatorReport> Validators)
{
    internal static StallReport Read(Contracts.V1.WhyStalledResponse message) => new(
        message.Verdict,
        message.Stalled,
        new(message.Height),
        message.View,
        Wire.Time(message.ViewSinceMs),
        Wire.Time(message.LastBlockStoredMs),
        message.Quorum,
        message.HasWork,
        [.. message.Validators.Select(validator => new ValidatorReport(
            validator.Name,
            validator.Index == message.Leader,
            validator.Self || validator.Connected,
            validator.ConnectedSinceMs == 0 ? null : Wire.Time(validator.ConnectedSinceMs),
            StepsOf(validator),
            validator.HasClockOffsetMs ? TimeSpan.FromMilliseconds(validator.ClockOffsetMs) : null,
            validator.Version))]);

    private static ImmutableArray<string> StepsOf(Contracts.V1.ValidatorReport validator)
    {
        (bool Done, string Step)[] steps =
        [
            (validator.Proposed, "proposed"),
            (validator.Notarized, "notarized"),
            (validator.Nullified, "nullified"),
            (validator.Finalized, "finalized"),
        ];
        return [.. steps.Where(step => step.Done).Select(step => step.Step)];
    }
}

/// <param name="Steps">What the node has of it in the current view: proposed, notarized, nullified, finalized.</param>
/// <param name="ClockOffset">Its clock minus the node's; null if it was not measured.</param>
public sealed record ValidatorReport(
    string Name,
    bool IsLeader,
    bool IsConnected,
    DateTimeOffset? ConnectedSince,
    ImmutableArray<string> Steps,
    TimeSpan? ClockOffset,
    string Version);
