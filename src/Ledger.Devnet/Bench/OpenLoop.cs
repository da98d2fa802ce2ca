namespace Ledger.Devnet.Bench;

/// <summary>
/// Sends each transfer when it is due by the rate, however slow the answers are, and counts its latency from then: a
/// network that stands still for a second has made a whole second's transfers wait, not one.
/// </summary>
/// <param name="send">Sends a transfer, by its number, on a connection, and gives its end.</param>
internal sealed class OpenLoop(BenchPlan plan, Func<int, int, Task<LoadEnd>> send, TimeProvider clock)
{
    private readonly LatencyHistogram _latencies = new();
    private readonly int[] _taken = new int[plan.Connections];
    private readonly LoadTally _tally = new();
    private long _started;

    /// <summary>Of transfers that became final while it was measured.</summary>
    public LatencyHistogram Latencies => _latencies;

    public LoadTally Tally => _tally;

    private TimeSpan Elapsed => clock.GetElapsedTime(_started);

    private TimeSpan End => plan.WarmUp + plan.Duration;

    /// <summary>
    /// Returns when all that was sent has its answer; what was due but not sent by the end is left out.
    /// </summary>
    public Task RunAsync(CancellationToken cancellationToken)
    {
        _started = clock.GetTimestamp();
        var workers = Enumerable.Range(0, plan.InFlightMax * plan.Connections)
            .Select(worker => WorkAsync(worker % plan.Connections, cancellationToken));
        return Task.WhenAll(workers);
    }

    /// <summary>
    /// As many of these run on a connection as may be in flight: when all wait, the next transfer is late.
    /// </summary>
    private async Task WorkAsync(int connection, CancellationToken cancellationToken)
    {
        while (TakeNext(connection) is { } number)
        {
            var due = TimeSpan.FromSeconds(number / plan.Rate);
            if (due - Elapsed is { Ticks: > 0 } pause)
                await Task.Delay(pause, clock, cancellationToken);
            if (Elapsed >= End)
            {
                _tally.AddUnsent();
                continue;
            }

            var end = await send(connection, number);
            _tally.Add(end);
            if (end.IsFinal && Elapsed >= plan.WarmUp)
                _latencies.Record(Elapsed - due);
        }
    }

    private int? TakeNext(int connection)
    {
        var number = connection + ((Interlocked.Increment(ref _taken[connection]) - 1) * (long)plan.Connections);
        return number < plan.Transactions ? (int)number : null;
    }
}
