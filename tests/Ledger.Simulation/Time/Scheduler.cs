namespace Ledger.Simulation.Time;

/// <summary>The only clock there is: it stands still while something happens, and jumps to what happens next.</summary>
internal sealed class Scheduler
{
    private readonly PriorityQueue<Action, (long Ticks, long Sequence)> _queue = new();
    private long _sequence;

    /// <summary>Since the start of the simulation.</summary>
    public TimeSpan Now { get; private set; }

    public long Steps { get; private set; }

    public void After(TimeSpan delay, Action action) =>
        _queue.Enqueue(action, ((Now + delay).Ticks, _sequence++));

    /// <summary>Runs what is due until then, or until <paramref name="isDone"/>; true if that was the reason.</summary>
    public bool RunUntil(TimeSpan end, Func<bool> isDone)
    {
        while (!isDone())
        {
            if (!_queue.TryPeek(out _, out var priority) || priority.Ticks > end.Ticks)
            {
                Now = end;
                return false;
            }

            var action = _queue.Dequeue();
            Now = new(priority.Ticks);
            Steps++;
            action();
        }

        return true;
    }
}
