using Ledger.Model.Values;

namespace Ledger.Consensus.Views;

/// <summary>
/// Names one setting of a timer; one that a later setting or a later view has replaced is stale (R4).
/// </summary>
/// <param name="Sequence">Counts the settings at this height.</param>
public readonly record struct TimerId(TimerKind Kind, Height Height, View View, uint Sequence);

public enum TimerKind : byte
{
    /// <summary>The view has lasted too long.</summary>
    View = 1,

    /// <summary>A leader that entered by a notarization certificate has given finality its chance.</summary>
    Grace = 2,

    /// <summary>Nothing has moved: say everything once more.</summary>
    Rebroadcast = 3,

    /// <summary>Peers that have shown no sign of a certificate get it now.</summary>
    Push = 4,

    /// <summary>The least time between blocks has passed.</summary>
    Interval = 5,
}
