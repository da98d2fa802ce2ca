using Ledger.Model.Values;

namespace Ledger.Api.Ports;

/// <summary>The log of outcomes, by place and by account.</summary>
public interface ILogIndex
{
    /// <summary>Canonical outcomes of a height in the order of leaves; none if there is no such block.</summary>
    IReadOnlyList<byte[]> ReadOutcomes(Height height);

    /// <summary>One canonical outcome; null if there is none.</summary>
    byte[]? FindOutcome(LogPlace place);

    /// <summary>The canonical bytes of the transaction there; null for the block's own outcome.</summary>
    byte[]? FindTransaction(LogPlace place);

    /// <summary>Outcomes that touch an account, latest first, before a place.</summary>
    IReadOnlyList<LogPlace> ReadBefore(AccountId account, LogPlace before, int countMax);

    /// <summary>Outcomes that touch an account, earliest first, after a place.</summary>
    IReadOnlyList<LogPlace> ReadAfter(AccountId account, LogPlace after, int countMax);
}

/// <summary>An outcome in the log.</summary>
/// <param name="Leaf">0 is the block's own outcome, i + 1 that of transaction i.</param>
public readonly record struct LogPlace(Height Height, uint Leaf) : IComparable<LogPlace>
{
    /// <summary>Beyond everything up to a height, and before everything above it.</summary>
    public static LogPlace EndOf(Height height) => new(height, uint.MaxValue);

    public int CompareTo(LogPlace other) =>
        Height == other.Height ? Leaf.CompareTo(other.Leaf) : Height.CompareTo(other.Height);

    public static bool operator <(LogPlace left, LogPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(LogPlace left, LogPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(LogPlace left, LogPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(LogPlace left, LogPlace right) => left.CompareTo(right) >= 0;
}
