using System.Globalization;

namespace Ledger.Model.Values;

/// <summary>A block's number in the log; genesis is 0.</summary>
public readonly record struct Height(ulong Value) : IComparable<Height>
{
    public static readonly Height Genesis;

    public Height Next => new(Value + 1);

    public Height Previous => new(Value - 1);

    public int CompareTo(Height other) => Value.CompareTo(other.Value);

    public static bool operator <(Height left, Height right) => left.Value < right.Value;

    public static bool operator >(Height left, Height right) => left.Value > right.Value;

    public static bool operator <=(Height left, Height right) => left.Value <= right.Value;

    public static bool operator >=(Height left, Height right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
