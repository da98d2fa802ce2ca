using System.Collections.Immutable;
using Ledger.Client;
using Ledger.Model.Values;

namespace Ledger.Devnet.Bench;

/// <summary>What the nodes and the load used between two moments.</summary>
internal sealed record ProcessMeasurement(Timestamp From, Timestamp Until, ImmutableArray<ProcessSummary> Processes)
{
    /// <summary>In seconds.</summary>
    public double Seconds => (Until.Milliseconds - From.Milliseconds) / 1e3;

    /// <summary>Measures from the end of the warm-up to the end of the load.</summary>
    /// <exception cref="ShowEndedException">A node does not run on this machine.</exception>
    public static async Task<ProcessMeasurement> TakeAsync(
        NetworkFolder folder, BenchPlan plan, CancellationToken cancellationToken)
    {
        (string Name, int Id)[] processes =
        [
            .. Company.All.Select(company => (company.Name, ProcessOf(folder, company))),
            ("load", Environment.ProcessId),
        ];
        await Task.Delay(plan.WarmUp, cancellationToken);
        var from = Now();
        var before = Array.ConvertAll(processes, process => ProcessUsage.Read(process.Id));
        await Task.Delay(plan.Duration, cancellationToken);
        var until = Now();
        var summaries = processes.Zip(
            before, (process, earlier) => Summarize(process.Name, earlier, ProcessUsage.Read(process.Id)));
        return new(from, until, [.. summaries]);
    }

    private static int ProcessOf(NetworkFolder folder, Company company) =>
        ProcessUsage.FindNode(folder.ConfigurationOf(company))
        ?? throw new ShowEndedException($"The node of {company.Name} does not run on this machine, or has ended.");

    private static ProcessSummary Summarize(string name, ProcessUsage before, ProcessUsage after)
    {
        const double MiB = 1024 * 1024;
        return new(name, (after.Cpu - before.Cpu).TotalSeconds, after.Memory / MiB, after.MemoryPeak / MiB);
    }

    private static Timestamp Now() => DateTimeOffset.UtcNow.ToTimestamp();
}
