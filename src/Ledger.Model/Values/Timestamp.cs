using System.Globalization;

namespace Ledger.Model.Values;

/// <summary>Milliseconds since 1970-01-01T00:00:00Z. Block time is a timestamp that consensus agreed on.</summary>
public readonly record struct Timestamp(ulong Milliseconds) : IComparable<Timestamp>
{
    public static readonly Timestamp Epoch;

    /// <summary>The last millisecond of the year 9999: what lies beyond has no calendar date elsewhere.</summary>
    public static readonly Timestamp Latest = new(253_402_300_799_999);

    /// <summary>The most milliseconds that a <see cref="TimeSpan"/> can hold.</summary>
    private const ulong SpanMax = long.MaxValue / TimeSpan.TicksPerMillisecond;

    /// <summary>The first instant after it.</summary>
    public Timestamp Next => new(Milliseconds + 1);

    /// <summary>The earlier of two; none stands for an instant that never comes.</summary>
    public static Timestamp? Earliest(Timestamp? one, Timestamp? other) =>
        other is null || one < other ? one : other;

    /// <summary>The instant that comes so much later; what is less than a millisecond is left out.</summary>
    public Timestamp After(TimeSpan pause) => new(Milliseconds + WholeMilliseconds(pause));

    /// <summary>The instant that lies so much earlier, but not before the epoch.</summary>
    public Timestamp Before(TimeSpan pause)
    {
        var milliseconds = WholeMilliseconds(pause);
        return new(Milliseconds > milliseconds ? Milliseconds - milliseconds : 0);
    }

    /// <summary>
    /// How much later than the other it is: zero if it is not, and as much as a span can hold if it is beyond that.
    /// </summary>
    public TimeSpan Since(Timestamp other)
    {
        var passed = Milliseconds > other.Milliseconds ? Milliseconds - other.Milliseconds : 0;
        return passed <= SpanMax ? new((long)passed * TimeSpan.TicksPerMillisecond) : TimeSpan.MaxValue;
    }

    public int CompareTo(Timestamp other) => Milliseconds.CompareTo(other.Milliseconds);

    public static bool operator <(Timestamp left, Timestamp right) => left.Milliseconds < right.Milliseconds;

    public static bool operator >(Timestamp left, Timestamp right) => left.Milliseconds > right.Milliseconds;

    public static bool operator <=(Timestamp left, Timestamp right) => left.Milliseconds <= right.Milliseconds;

    public static bool operator >=(Timestamp left, Timestamp right) => left.Milliseconds >= right.Milliseconds;

    public override string ToString() => Milliseconds.ToString(CultureInfo.InvariantCulture);

    private static ulong WholeMilliseconds(TimeSpan pause) => (ulong)(pause.Ticks / TimeSpan.TicksPerMillisecond);
}
