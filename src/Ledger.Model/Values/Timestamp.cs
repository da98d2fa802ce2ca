using System.Globalization;

namespace Ledger.Model.Values;

/// <summary>Milliseconds since 1970-01-01T00:00:00Z. Block time is a timestamp that consensus agreed on.</summary>
public readonly record struct Timestamp(ulong Milliseconds) : IComparable<Timestamp>
{
    public static readonly Timestamp Epoch;

    /// <summary>The last millisecond of the year 9999: what lies beyond has no calendar date elsewhere.</summary>
    public static readonly Timestamp Latest = new(253_402_300_799_999);

    public int CompareTo(Timestamp other) => Milliseconds.CompareTo(other.Milliseconds);

    public static bool operator <(Timestamp left, Timestamp right) => left.Milliseconds < right.Milliseconds;

    public static bool operator >(Timestamp left, Timestamp right) => left.Milliseconds > right.Milliseconds;

    public static bool operator <=(Timestamp left, Timestamp right) => left.Milliseconds <= right.Milliseconds;

    public static bool operator >=(Timestamp left, Timestamp right) => left.Milliseconds >= right.Milliseconds;

    public override string ToString() => Milliseconds.ToString(CultureInfo.InvariantCulture);
}
