namespace Ledger.Consensus.Views;

/// <summary>What the core is tuned by. Nodes of a network agree on these; they come from genesis.</summary>
public sealed record ConsensusParameters
{
    /// <summary>K: blocks that a healthy leader makes in a row.</summary>
    public ushort TermBlocks { get; init; } = 32;

    /// <summary>T0: must exceed three message delays, building, validating, fetching and flushing.</summary>
    public TimeSpan ViewTimeout { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan ViewTimeoutMax { get; init; } = TimeSpan.FromSeconds(8);

    public TimeSpan RebroadcastMax { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Least time between the start of a height and its first proposal.</summary>
    public TimeSpan IntervalMin { get; init; } = TimeSpan.Zero;

    /// <summary>How long a leader may wait to fill its block; added to the first view's timeout.</summary>
    public TimeSpan BatchDelay { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>How far a fresh block's time may lie from a voter's clock.</summary>
    public TimeSpan ClockSkewMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Tr: first pause before everything is said once more.</summary>
    public TimeSpan Rebroadcast => new(ViewTimeout.Ticks / 2);

    public TimeSpan Grace => new(ViewTimeout.Ticks / 4);

    /// <summary>How long a certificate waits before it is pushed to who seems to lack it.</summary>
    public TimeSpan PushDelay => new(ViewTimeout.Ticks / 8);
}
