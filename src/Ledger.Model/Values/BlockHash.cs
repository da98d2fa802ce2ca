using Ledger.Cryptography;

namespace Ledger.Model.Values;

/// <summary>Names a block: the tagged hash of its header's fixed layout.</summary>
public readonly record struct BlockHash(Digest Value) : IComparable<BlockHash>
{
    public int CompareTo(BlockHash other) => Value.CompareTo(other.Value);

    public static bool operator <(BlockHash left, BlockHash right) => left.Value < right.Value;

    public static bool operator >(BlockHash left, BlockHash right) => left.Value > right.Value;

    public static bool operator <=(BlockHash left, BlockHash right) => left.Value <= right.Value;

    public static bool operator >=(BlockHash left, BlockHash right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString();
}
