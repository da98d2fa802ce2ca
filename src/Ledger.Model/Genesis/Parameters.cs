namespace Ledger.Model.Genesis;

/// <summary>
/// What nodes must agree on and therefore stands in genesis, never in options. Times are milliseconds.
/// </summary>
public sealed record Parameters
{
    public int TransactionBytesMax { get; init; } = 32 * 1024;

    public int TransactionOperationsMax { get; init; } = 100;

    public int TransactionSignaturesMax { get; init; } = 32;

    public uint TransactionWorkUnitsMax { get; init; } = 2_000;

    public int BlockBytesMax { get; init; } = 8 * 1024 * 1024;

    public int BlockTransactionsMax { get; init; } = 20_000;

    public uint BlockWorkUnitsMax { get; init; } = 400_000;

    /// <summary>How far ahead of block time <c>valid_until</c> may lie; at most one hour.</summary>
    public uint ValidityWindow { get; init; } = 15 * 60 * 1000;

    /// <summary>Failed outcomes recorded per author and validity window.</summary>
    public uint FailuresPerWindowMax { get; init; } = 32;

    /// <summary>Scheduled entries carried out at the start of a block at most.</summary>
    public uint SweepsPerBlockMax { get; init; } = 1_000;

    /// <summary>K: blocks that a healthy leader makes in a row.</summary>
    public ushort LeaderTermBlocks { get; init; } = 32;

    /// <summary>T0: how long the first views of a height wait before nullifying.</summary>
    public uint ViewTimeout { get; init; } = 2_000;

    public uint ViewTimeoutMax { get; init; } = 8_000;

    /// <summary>How far a block's time may lie from a voter's clock.</summary>
    public uint ClockSkewMax { get; init; } = 5_000;
}
