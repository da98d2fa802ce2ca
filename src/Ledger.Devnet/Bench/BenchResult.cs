using System.Collections.Immutable;
using System.Text.Json;

namespace Ledger.Devnet.Bench;

/// <summary>
/// What a run found out, with what is needed to judge it. Times are in milliseconds unless they say otherwise.
/// </summary>
/// <param name="Version">Of the nodes, with the commit that they were built from.</param>
/// <param name="Committed">Transfers that succeeded in blocks of the measured time, counted from the chain.</param>
/// <param name="Unsent">Due, but never sent: the network was too slow for the rate.</param>
/// <param name="Troubles">How many transfers were refused, failed or stayed without an answer, by reason.</param>
/// <param name="VerificationMicroseconds">
/// Processor time of one signature's verification, measured in the same run.
/// </param>
/// <param name="TransactionBytes">Of a transfer as it is signed.</param>
/// <param name="DiskBytes">
/// What one node's store and journal grew by for each transaction of the whole run, as they stood.
/// </param>
public sealed record BenchResult(
    string Version,
    DateTimeOffset At,
    int Cores,
    int Validators,
    double Rate,
    double Seconds,
    int Connections,
    int Accounts,
    int Committed,
    int Failed,
    int Blocks,
    int LargestBlock,
    int Unsent,
    IReadOnlyDictionary<string, int> Troubles,
    LatencySummary Latency,
    ImmutableArray<ProcessSummary> Processes,
    double VerificationMicroseconds,
    double TransactionBytes,
    double DiskBytes)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public double CommittedPerSecond => Committed / Seconds;

    /// <summary>Of all processes together, the one that makes the load included.</summary>
    public double CpuSeconds => Processes.Sum(process => process.CpuSeconds);

    /// <summary>A figure that holds on a machine that does other work too.</summary>
    public double CommittedPerCpuSecond => Committed / CpuSeconds;

    /// <summary>
    /// What this machine could commit in a second if it did nothing but verify each signature once a validator.
    /// </summary>
    public double LimitPerSecond => Cores / (Validators * VerificationMicroseconds / 1e6);

    /// <summary>How much of that limit was reached.</summary>
    public double SignatureEfficiency => CommittedPerSecond / LimitPerSecond;

    /// <summary>How much of all processor time went into verifying.</summary>
    public double SignatureEfficiencyByCpu => CommittedPerCpuSecond * Cores / LimitPerSecond;

    public static BenchResult Load(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<BenchResult>(File.ReadAllBytes(path), Json)
                ?? throw new InvalidDataException($"{path} is empty.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is no result of a bench: {exception.Message}", exception);
        }
    }

    public JsonElement ToJson() => JsonSerializer.SerializeToElement(this, Json);

    public void Save(string path) => File.WriteAllBytes(path, JsonSerializer.SerializeToUtf8Bytes(this, Json));
}

/// <summary>From when a transfer was due to its final answer, in milliseconds.</summary>
public sealed record LatencySummary(long Count, double P50, double P95, double P99, double P999, double Max)
{
    public static LatencySummary Of(LatencyHistogram histogram) => new(
        histogram.Count,
        histogram.Percentile(0.5).TotalMilliseconds,
        histogram.Percentile(0.95).TotalMilliseconds,
        histogram.Percentile(0.99).TotalMilliseconds,
        histogram.Percentile(0.999).TotalMilliseconds,
        histogram.Max.TotalMilliseconds);
}

/// <summary>One process of this machine: a node, or the load.</summary>
/// <param name="CpuSeconds">Processor time while it was measured.</param>
/// <param name="MemoryMiB">In memory at the end.</param>
public sealed record ProcessSummary(string Name, double CpuSeconds, double MemoryMiB, double MemoryPeakMiB);
