using System.Threading.RateLimiting;

namespace Ledger.Api.Callers;

/// <summary>How much each identity may ask: requests in a second, and streams at once.</summary>
public sealed class CallLimits(int requestsPerSecondMax, int streamsMax) : IDisposable
{
    // A bucket that holds the requests of one second.
    private readonly PartitionedRateLimiter<Caller> _requests = PartitionedRateLimiter.Create<Caller, string>(
        caller => RateLimitPartition.GetTokenBucketLimiter(caller.Name, _ => new()
        {
            TokenLimit = requestsPerSecondMax,
            TokensPerPeriod = Math.Max(1, requestsPerSecondMax / 10),
            ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
        }));

    private readonly PartitionedRateLimiter<Caller> _streams = PartitionedRateLimiter.Create<Caller, string>(
        caller => RateLimitPartition.GetConcurrencyLimiter(caller.Name, _ => new() { PermitLimit = streamsMax }));

    private int _openStreams;

    public int OpenStreams => Volatile.Read(ref _openStreams);

    /// <summary>False if this identity asks too often.</summary>
    public bool TryCount(Caller caller)
    {
        using var lease = _requests.AttemptAcquire(caller);
        return lease.IsAcquired;
    }

    /// <summary>Dispose at the stream's end. Null if this identity has as many as it may.</summary>
    public IDisposable? OpenStream(Caller caller)
    {
        var lease = _streams.AttemptAcquire(caller);
        if (!lease.IsAcquired)
        {
            lease.Dispose();
            return null;
        }

        Interlocked.Increment(ref _openStreams);
        return new OpenedStream(this, lease);
    }

    public void Dispose()
    {
        _requests.Dispose();
        _streams.Dispose();
    }

    private sealed class OpenedStream(CallLimits limits, RateLimitLease lease) : IDisposable
    {
        public void Dispose()
        {
            lease.Dispose();
            Interlocked.Decrement(ref limits._openStreams);
        }
    }
}
