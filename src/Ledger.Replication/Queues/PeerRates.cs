using System.Threading.RateLimiting;

namespace Ledger.Replication.Queues;

/// <summary>How much of one peer is heard, in all its sessions together (PROTOCOL 10.6).</summary>
internal sealed class PeerRates : IDisposable
{
    private const int PeriodsPerSecond = 10;

    private readonly TokenBucketRateLimiter _messages =
        Create(ReplicationLimits.ConsensusMessagesPerSecond, ReplicationLimits.ConsensusMessagesBurst);

    private readonly TokenBucketRateLimiter _bytes =
        Create(ReplicationLimits.ConsensusBytesPerSecond, ReplicationLimits.ConsensusBytesPerSecond);

    private readonly TokenBucketRateLimiter _bulkMessages =
        Create(ReplicationLimits.BulkMessagesPerSecond, ReplicationLimits.BulkMessagesBurst);

    private readonly TokenBucketRateLimiter _unaskedBytes =
        Create(ReplicationLimits.UnaskedBytesPerSecond, ReplicationLimits.UnaskedBytesBurst);

    private readonly TokenBucketRateLimiter _certificates =
        Create(ReplicationLimits.CertificatesPerSecond, ReplicationLimits.CertificatesPerSecond);

    private readonly TokenBucketRateLimiter _statusRequests =
        Create(ReplicationLimits.StatusRequestsPerSecond, ReplicationLimits.StatusRequestsPerSecond);

    /// <summary>Returns when a consensus message of this size may be taken on.</summary>
    public async ValueTask WaitAsync(int bytes, CancellationToken cancellationToken)
    {
        using var message = await _messages.AcquireAsync(1, cancellationToken);
        using var size = await _bytes.AcquireAsync(bytes, cancellationToken);
    }

    /// <summary>Returns when a bulk message may be taken on.</summary>
    /// <param name="unaskedBytes">Its size, or 0 if this node asked for it.</param>
    public async ValueTask WaitForBulkAsync(int unaskedBytes, CancellationToken cancellationToken)
    {
        using var message = await _bulkMessages.AcquireAsync(1, cancellationToken);
        using var size = unaskedBytes == 0 ? null : await _unaskedBytes.AcquireAsync(unaskedBytes, cancellationToken);
    }

    public bool AdmitsCertificate() => Admits(_certificates);

    public bool AdmitsStatusRequest() => Admits(_statusRequests);

    public void Dispose()
    {
        _messages.Dispose();
        _bytes.Dispose();
        _bulkMessages.Dispose();
        _unaskedBytes.Dispose();
        _certificates.Dispose();
        _statusRequests.Dispose();
    }

    private static bool Admits(TokenBucketRateLimiter limiter)
    {
        using var lease = limiter.AttemptAcquire();
        return lease.IsAcquired;
    }

    // One reader waits at a time, for one message at most, which the queue limit allows for.
    private static TokenBucketRateLimiter Create(int perSecond, int burst) => new(new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond / PeriodsPerSecond,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1) / PeriodsPerSecond,
        QueueLimit = burst,
    });
}
