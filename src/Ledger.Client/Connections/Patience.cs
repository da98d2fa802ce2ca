using Ledger.Client.Answers;

namespace Ledger.Client.Connections;

/// <summary>The time that one request may take over all its attempts, and the pauses between them.</summary>
internal sealed class Patience(TimeSpan total, TimeSpan perNode, TimeProvider clock)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Longer than a channel pauses before it connects again: an attempt that ends before that can't say whether
    /// anything was sent.
    /// </summary>
    private static readonly TimeSpan AttemptMin = TimeSpan.FromSeconds(1);

    private readonly DateTime _end = clock.GetUtcNow().UtcDateTime + total;
    private TimeSpan _pause = PauseMin;

    /// <summary>No time is left for one more attempt.</summary>
    public bool IsOver => Rest <= TimeSpan.Zero;

    /// <summary>
    /// Whether one more attempt makes sense: not if the node asks for a longer pause than there is time.
    /// </summary>
    public bool Covers(LedgerError error) => !IsOver && (error.RetryAfter ?? TimeSpan.Zero) < Rest;

    /// <summary>For the next call to one node.</summary>
    public DateTime Deadline
    {
        get
        {
            var forThisNode = Now + perNode;
            return forThisNode < _end ? forThisNode : _end;
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private TimeSpan Rest => _end - Now - AttemptMin;

    /// <summary>
    /// Waits as long as the node asks for, or twice as long as the last time, but leaves time for an attempt.
    /// </summary>
    public async Task PauseAsync(LedgerError error, CancellationToken cancellationToken)
    {
        var pause = error.RetryAfter is { } asked && asked < PauseMax && asked > TimeSpan.Zero ? asked : _pause;
        var rest = Rest;
        _pause = _pause * 2 < PauseMax ? _pause * 2 : PauseMax;
        if (rest > TimeSpan.Zero)
            await Task.Delay(pause < rest ? pause : rest, cancellationToken);
    }
}
