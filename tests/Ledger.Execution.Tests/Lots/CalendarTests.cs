using Ledger.Execution.Lots;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Execution.Tests.Lots;

public sealed class CalendarTests
{
    [Theory]
    [InlineData("2026-03-10T12:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z")]
    [InlineData("2024-02-29T23:59:59.999Z", "2024-02-01T00:00:00Z")]
    [InlineData("2100-02-28T23:59:59Z", "2100-02-01T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.999Z", "9999-12-01T00:00:00Z")]
    public void Floor_ToTheMonth_IsItsFirstDay(string time, string expected) =>
        Assert.Equal(At(expected), Calendar.Floor(At(time), Granularity.Month));

    [Theory]
    [InlineData("2026-03-10T12:00:00Z", 12, "2027-04-01T00:00:00Z")]
    [InlineData("2026-03-01T00:00:00Z", 12, "2027-03-01T00:00:00Z")]
    [InlineData("2023-12-31T23:59:59.999Z", 1, "2024-02-01T00:00:00Z")]
    [InlineData("2024-01-31T00:00:00Z", 1, "2024-03-01T00:00:00Z")]
    public void Ceiling_ByMonths_IsAtLeastSoManyMonthsLater(string time, uint months, string expected) =>
        Assert.Equal(At(expected), Calendar.Ceiling(At(time), Granularity.Month, months));

    [Theory]
    [InlineData("2026-03-10T12:00:00Z", 30, "2026-04-10T00:00:00Z")]
    [InlineData("2026-03-10T00:00:00Z", 30, "2026-04-09T00:00:00Z")]
    [InlineData("2024-02-28T00:00:00.001Z", 1, "2024-03-01T00:00:00Z")]
    public void Ceiling_ByDays_IsAtLeastSoManyDaysLater(string time, uint days, string expected) =>
        Assert.Equal(At(expected), Calendar.Ceiling(At(time), Granularity.Day, days));

    [Fact]
    public void Month_OfEveryDayOfFourCenturies_IsThatOfTheFrameworksCalendar()
    {
        var day = new DateTime(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < 146_097; i++, day = day.AddDays(1))
        {
            var time = new Timestamp((ulong)i * Calendar.MillisecondsPerDay);
            var first = (ulong)(day.AddDays(1 - day.Day) - DateTime.UnixEpoch).TotalDays;
            var next = (ulong)(day.AddDays(1 - day.Day).AddMonths(1) - DateTime.UnixEpoch).TotalDays;

            Assert.Equal(first * Calendar.MillisecondsPerDay, Calendar.Floor(time, Granularity.Month).Milliseconds);
            Assert.Equal(next * Calendar.MillisecondsPerDay, Calendar.After(time, Granularity.Month, 1).Milliseconds);
        }
    }

    internal static Timestamp At(string text)
    {
        var time = DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        return new((ulong)time.ToUnixTimeMilliseconds());
    }
}
