using System.Globalization;

namespace Ledger.Model.Values;

/// <summary>A quantity of one token in its smallest unit: never negative, never fractional.</summary>
public readonly record struct Amount(ulong Units) : IComparable<Amount>
{
    public static readonly Amount Zero;

    /// <summary>The largest total supply of a token: 2^63 − 1 units.</summary>
    public static readonly Amount SupplyMax = new(long.MaxValue);

    public bool IsZero => Units == 0;

    public bool TryAdd(Amount other, out Amount sum)
    {
        var fits = other.Units <= ulong.MaxValue - Units;
        sum = fits ? new(Units + other.Units) : Zero;
        return fits;
    }

    public int CompareTo(Amount other) => Units.CompareTo(other.Units);

    public static bool operator <(Amount left, Amount right) => left.Units < right.Units;

    public static bool operator >(Amount left, Amount right) => left.Units > right.Units;

    public static bool operator <=(Amount left, Amount right) => left.Units <= right.Units;

    public static bool operator >=(Amount left, Amount right) => left.Units >= right.Units;

    public override string ToString() => Units.ToString(CultureInfo.InvariantCulture);
}
