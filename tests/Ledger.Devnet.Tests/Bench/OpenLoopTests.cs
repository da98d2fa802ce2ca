using Ledger.Devnet.Bench;

namespace Ledger.Devnet.Tests.Bench;

public sealed class OpenLoopTests
{
    private static readonly BenchPlan TenAtOnce = new()
    {
        Rate = 1_000,
        Duration = TimeSpan.FromMilliseconds(10),
        WarmUp = TimeSpan.Zero,
        Connections = 1,
        InFlightMax = 1,
    };

    [Fact]
    public async Task Answer_ThatComesLate_MakesEveryTransferThatWasDueMeanwhileLate()
    {
        var clock = new HandClock();
        var plan = TenAtOnce with { Duration = TimeSpan.FromMilliseconds(200), Rate = 100 };

        // The first answer takes 150 ms, in which 14 more were due, every 10 ms; the others come at once.
        var loop = new OpenLoop(plan, (_, number) => EndAsync(clock, number == 0 ? 150 : 0), clock);
        await loop.RunAsync(CancellationToken.None);

        Assert.Equal(20, loop.Latencies.Count);
        Assert.Equal(150, loop.Latencies.Max.TotalMilliseconds);
        Assert.InRange(loop.Latencies.Percentile(0.5).TotalMilliseconds, 50, 51);
        Assert.Equal(0, loop.Tally.Unsent);
    }

    [Fact]
    public async Task Transfers_StillWaitingAtTheEnd_AreCountedAndNotSent()
    {
        var clock = new HandClock();

        var loop = new OpenLoop(TenAtOnce, (_, _) => EndAsync(clock, 4), clock);
        await loop.RunAsync(CancellationToken.None);

        Assert.Equal(3, loop.Tally.Succeeded);
        Assert.Equal(7, loop.Tally.Unsent);
    }

    [Fact]
    public async Task Transfers_OfTheWarmUp_AreNotMeasured()
    {
        var clock = new HandClock();
        var plan = TenAtOnce with { WarmUp = TimeSpan.FromMilliseconds(6), Duration = TimeSpan.FromMilliseconds(4) };

        var loop = new OpenLoop(plan, (_, _) => EndAsync(clock, 0), clock);
        await loop.RunAsync(CancellationToken.None);

        Assert.Equal(10, loop.Tally.Succeeded);
        Assert.Equal(4, loop.Latencies.Count);
    }

    [Fact]
    public async Task Transfers_OverSeveralConnections_AreEachSentOnce()
    {
        var clock = new HandClock();
        var sent = new List<(int Connection, int Number)>();
        var plan = TenAtOnce with { Connections = 3, InFlightMax = 2 };

        var loop = new OpenLoop(
            plan,
            (connection, number) =>
            {
                sent.Add((connection, number));
                return EndAsync(clock, 0);
            },
            clock);
        await loop.RunAsync(CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 10), sent.Select(entry => entry.Number).Order());
        Assert.All(sent, entry => Assert.Equal(entry.Number % 3, entry.Connection));
    }

    [Fact]
    public async Task Refusals_AreCountedByReason_AndHaveNoLatency()
    {
        var clock = new HandClock();
        var loop = new OpenLoop(
            TenAtOnce, (_, number) => Task.FromResult(number < 4 ? new LoadEnd(false, "POOL_FULL") : LoadEnd.Succeeded), clock);

        await loop.RunAsync(CancellationToken.None);

        Assert.Equal(4, loop.Tally.Troubles["POOL_FULL"]);
        Assert.Equal(6, loop.Tally.Succeeded);
        Assert.Equal(6, loop.Latencies.Count);
    }

    private static Task<LoadEnd> EndAsync(HandClock clock, int milliseconds)
    {
        clock.Pass(TimeSpan.FromMilliseconds(milliseconds));
        return Task.FromResult(LoadEnd.Succeeded);
    }

    /// <summary>Time passes when a test says so, and at once to whoever waits for it.</summary>
    private sealed class HandClock : TimeProvider
    {
        private TimeSpan _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(TimeSpan time) => _now += time;

        public override long GetTimestamp() => _now.Ticks;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            _now += dueTime;
            callback(state);
            return System.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
