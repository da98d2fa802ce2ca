namespace Ledger.Benchmarks;

/// <summary>
/// Processor time that the process spends while runs go on, garbage collection included: other work on the machine
/// makes it longer only by what it takes of the caches, whereas it can make wall time any length.
/// </summary>
internal sealed class ProcessorClock
{
    /// <summary>The first runs are spent on compiling.</summary>
    private const int WarmupRuns = 12;

    private TimeSpan _total;
    private int _runs;

    public T Measure<T>(Func<T> run)
    {
        var start = Environment.CpuUsage.TotalTime;
        var result = run();
        if (++_runs > WarmupRuns)
            _total += Environment.CpuUsage.TotalTime - start;
        return result;
    }

    public void Report(string what, int operationsPerRun)
    {
        var operations = (long)Math.Max(_runs - WarmupRuns, 0) * operationsPerRun;
        if (operations > 0)
            Console.WriteLine($"// Processor time, {what}: {_total.TotalMicroseconds / operations:F2} µs each of {operations}");
    }
}
