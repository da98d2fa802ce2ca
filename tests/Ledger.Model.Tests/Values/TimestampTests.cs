using Ledger.Model.Values;

namespace Ledger.Model.Tests.Values;

public sealed class TimestampTests
{
    [Theory]
    [InlineData(1_000, 0, 1_000)]
    [InlineData(1_000, 1_000, 0)]
    [InlineData(1_000, 1_001, 0)]
    public void Before_AroundTheEpoch_EndsThere(ulong time, int milliseconds, ulong expected)
    {
        var earlier = new Timestamp(time).Before(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(new Timestamp(expected), earlier);
    }

    [Theory]
    [InlineData(5_000, 4_000, 1_000)]
    [InlineData(5_000, 5_000, 0)]
    [InlineData(5_000, 5_001, 0)]
    public void Since_AroundTheOther_IsNeverNegative(ulong time, ulong other, int milliseconds)
    {
        var passed = new Timestamp(time).Since(new(other));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), passed);
    }

    [Fact]
    public void Since_BeyondWhatASpanHolds_IsTheLongestSpan()
    {
        Assert.Equal(TimeSpan.MaxValue, new Timestamp(ulong.MaxValue).Since(Timestamp.Epoch));
    }

    [Fact]
    public void After_PartsOfAMillisecond_LeavesThemOut()
    {
        var later = new Timestamp(7).After(new TimeSpan(2 * TimeSpan.TicksPerMillisecond - 1));

        Assert.Equal(new Timestamp(8), later);
    }

    [Theory]
    [InlineData(3UL, 4UL, 3UL)]
    [InlineData(4UL, 3UL, 3UL)]
    [InlineData(null, 3UL, 3UL)]
    [InlineData(3UL, null, 3UL)]
    [InlineData(null, null, null)]
    public void Earliest_WhereNoneNeverComes_IsTheFirstToCome(ulong? one, ulong? other, ulong? expected)
    {
        var earliest = Timestamp.Earliest(TimeOf(one), TimeOf(other));

        Assert.Equal(TimeOf(expected), earliest);
    }

    private static Timestamp? TimeOf(ulong? milliseconds) => milliseconds is { } known ? new(known) : null;
}
