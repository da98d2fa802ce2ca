using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Execution.Lots;

/// <summary>
/// UTC days and months as integers (PROTOCOL 8.4). Works on times up to <see cref="Timestamp.Latest"/>, and gives
/// times up to a few years beyond it.
/// </summary>
internal static class Calendar
{
    public const ulong MillisecondsPerDay = 86_400_000;

    private const ulong DaysPerEra = 146_097;
    private const ulong YearsPerEra = 400;

    // Days from 0000-03-01, the start of an era, to 1970-01-01.
    private const ulong DaysBeforeEpoch = 719_468;

    public static ulong DayOf(Timestamp time) => time.Milliseconds / MillisecondsPerDay;

    /// <summary>The start of the step that <paramref name="time"/> lies in.</summary>
    public static Timestamp Floor(Timestamp time, Granularity granularity) =>
        granularity == Granularity.Day ? StartOfDay(DayOf(time)) : StartOfMonth(MonthOf(time));

    /// <summary>The first step boundary at or after <paramref name="time"/>, moved on by so many steps.</summary>
    public static Timestamp Ceiling(Timestamp time, Granularity granularity, uint steps)
    {
        var isOnBoundary = Floor(time, granularity) == time;
        return After(time, granularity, isOnBoundary ? steps : steps + 1);
    }

    /// <summary>The start of the step that lies so many steps after the one of <paramref name="time"/>.</summary>
    public static Timestamp After(Timestamp time, Granularity granularity, uint steps) =>
        granularity == Granularity.Day ? StartOfDay(DayOf(time) + steps) : StartOfMonth(MonthOf(time) + steps);

    private static Timestamp StartOfDay(ulong day) => new(day * MillisecondsPerDay);

    /// <summary>
    /// Months since March of the year 0: years begin in March, so that the leap day is a year's last.
    /// </summary>
    private static ulong MonthOf(Timestamp time)
    {
        var days = DayOf(time) + DaysBeforeEpoch;
        var (era, dayOfEra) = Math.DivRem(days, DaysPerEra);
        var leapDays = (dayOfEra / 1_460) - (dayOfEra / 36_524) + (dayOfEra / 146_096);
        var yearOfEra = (dayOfEra - leapDays) / 365;
        var dayOfYear = dayOfEra - DaysToYear(yearOfEra);
        var month = ((5 * dayOfYear) + 2) / 153;
        return (((era * YearsPerEra) + yearOfEra) * 12) + month;
    }

    private static Timestamp StartOfMonth(ulong month)
    {
        var (year, monthOfYear) = Math.DivRem(month, 12);
        var (era, yearOfEra) = Math.DivRem(year, YearsPerEra);
        var dayOfYear = ((153 * monthOfYear) + 2) / 5;
        return StartOfDay((era * DaysPerEra) + DaysToYear(yearOfEra) + dayOfYear - DaysBeforeEpoch);
    }

    private static ulong DaysToYear(ulong yearOfEra) => (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100);
}
