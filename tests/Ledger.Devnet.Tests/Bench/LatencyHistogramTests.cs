using Ledger.Devnet.Bench;

namespace Ledger.Devnet.Tests.Bench;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void Percentile_OfAThousandTimes_IsTheOneAtItsRank()
    {
        var histogram = new LatencyHistogram();

        for (var milliseconds = 1; milliseconds <= 1_000; milliseconds++)
            histogram.Record(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(1_000, histogram.Count);
        AssertWithin(500, histogram.Percentile(0.5));
        AssertWithin(950, histogram.Percentile(0.95));
        AssertWithin(999, histogram.Percentile(0.999));
        Assert.Equal(TimeSpan.FromMilliseconds(1_000), histogram.Max);
        Assert.Equal(histogram.Max, histogram.Percentile(1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1_000_000)]
    [InlineData(3_600_000_000)]
    public void Record_OfAnyTime_KeepsItToOnePartInSixty(long microseconds)
    {
        var histogram = new LatencyHistogram();

        histogram.Record(TimeSpan.FromMicroseconds(microseconds));
        histogram.Record(TimeSpan.FromDays(365));

        var kept = histogram.Percentile(0.5).TotalMicroseconds;
        Assert.InRange(kept, microseconds, (microseconds * (61.0 / 60)) + 1e-6);
    }

    [Fact]
    public void Percentile_OfNothing_IsZero() => Assert.Equal(TimeSpan.Zero, new LatencyHistogram().Percentile(0.99));

    [Fact]
    public void Record_ByManyThreads_LosesNone()
    {
        var histogram = new LatencyHistogram();

        Parallel.For(0, 100_000, number => histogram.Record(TimeSpan.FromMicroseconds(number)));

        Assert.Equal(100_000, histogram.Count);
        Assert.Equal(TimeSpan.FromMicroseconds(99_999), histogram.Max);
    }

    private static void AssertWithin(double milliseconds, TimeSpan time) =>
        Assert.InRange(time.TotalMilliseconds, milliseconds, milliseconds * 61 / 60);
}
