using System.Diagnostics;

namespace Ledger.Benchmarks;

/// <summary>
/// Processor time of the whole process, garbage collection and compilation included: other work on the machine makes
/// it longer only by what it takes of the caches, whereas it can make wall time any length.
/// </summary>
internal sealed class ProcessorClock
{
    private TimeSpan _start;
    private long _operations;

    public void Start() => (_start, _operations) = (Now, 0);

    public void Count(int operations) => _operations += operations;

    public void Report(string what)
    {
        var each = (Now - _start) / Math.Max(_operations, 1);
        Console.WriteLine($"// Processor time, {what}: {each.TotalMicroseconds:F2} µs each of {_operations}");
    }

    private static TimeSpan Now => Process.GetCurrentProcess().TotalProcessorTime;
}
