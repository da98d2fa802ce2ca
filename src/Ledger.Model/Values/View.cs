using System.Globalization;

namespace Ledger.Model.Values;

/// <summary>One attempt to agree on a height, led by one validator. The first is 1; 0 says "none".</summary>
public readonly record struct View(uint Value) : IComparable<View>
{
    public static readonly View None;
    public static readonly View First = new(1);

    public View Next => new(Value + 1);

    public View Previous => new(Value - 1);

    public int CompareTo(View other) => Value.CompareTo(other.Value);

    public static bool operator <(View left, View right) => left.Value < right.Value;

    public static bool operator >(View left, View right) => left.Value > right.Value;

    public static bool operator <=(View left, View right) => left.Value <= right.Value;

    public static bool operator >=(View left, View right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
