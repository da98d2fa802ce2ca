using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Ledger.Model.Reasons;

/// <summary>The one place where reasons get their word, stage, status and advice (PROTOCOL 12).</summary>
public static class ReasonCatalogue
{
    /// <summary>The first number of stage failed.</summary>
    public const ushort FailedFrom = 1000;

    /// <summary>Every reason but none, in ascending order of numbers.</summary>
    public static readonly ImmutableArray<ReasonEntry> Entries =
        [.. TransactionReasons.Entries, .. NodeReasons.Entries, .. FailureReasons.Entries, .. HoldReasons.Entries,
            .. RateReasons.Entries];

    private static readonly FrozenDictionary<Reason, ReasonEntry> ByReason =
        Entries.ToFrozenDictionary(entry => entry.Reason);

    private static readonly FrozenDictionary<string, ReasonEntry> ByWord =
        Entries.ToFrozenDictionary(entry => entry.Word, StringComparer.Ordinal);

    public static ReasonStage StageOf(Reason reason) =>
        (ushort)reason >= FailedFrom ? ReasonStage.Failed : ReasonStage.Refused;

    /// <summary>Null for <see cref="Reason.None"/> and for numbers of a later version.</summary>
    public static ReasonEntry? Find(Reason reason) => ByReason.GetValueOrDefault(reason);

    public static ReasonEntry? Find(string word) => ByWord.GetValueOrDefault(word);

    public static ReasonEntry Get(Reason reason) => ByReason[reason];
}
