using Ledger.Replica.Ports;

namespace Ledger.Node.Loop;

/// <summary>
/// One system timer for each purpose. What expires after it was moved carries an old sequence and is ignored.
/// </summary>
internal sealed class LoopTimers(Inbox inbox, TimeProvider clock) : ITimers, IDisposable
{
    private readonly Dictionary<TimerPurpose, ITimer> _running = [];

    public void Start(ReplicaTimer timer, TimeSpan delay)
    {
        Cancel(timer.Purpose);
        _running[timer.Purpose] = clock.CreateTimer(
            _ => inbox.PostOwn(new ReplicaInput.TimerExpired(timer)), null, delay, Timeout.InfiniteTimeSpan);
    }

    public void Cancel(TimerPurpose purpose)
    {
        if (_running.Remove(purpose, out var timer))
            timer.Dispose();
    }

    public void Dispose()
    {
        foreach (var timer in _running.Values)
            timer.Dispose();
    }
}
