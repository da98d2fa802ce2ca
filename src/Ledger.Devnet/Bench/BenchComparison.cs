using System.Collections.Immutable;

namespace Ledger.Devnet.Bench;

/// <summary>Two results side by side.</summary>
public static class BenchComparison
{
    /// <summary>The figures that tell whether a version is better.</summary>
    public static ImmutableArray<ComparedFigure> Compare(BenchResult before, BenchResult after)
    {
        ComparedFigure Figure(string name, Func<BenchResult, double> read, bool moreIsBetter = false) =>
            new(name, read(before), read(after), moreIsBetter);
        return
        [
            Figure("committedPerSecond", result => result.CommittedPerSecond, moreIsBetter: true),
            Figure("committedPerCpuSecond", result => result.CommittedPerCpuSecond, moreIsBetter: true),
            Figure("signatureEfficiency", result => result.SignatureEfficiency, moreIsBetter: true),
            Figure("signatureEfficiencyByCpu", result => result.SignatureEfficiencyByCpu, moreIsBetter: true),
            Figure("verificationMicroseconds", result => result.VerificationMicroseconds),
            Figure("latencyP50", result => result.Latency.P50),
            Figure("latencyP95", result => result.Latency.P95),
            Figure("latencyP99", result => result.Latency.P99),
            Figure("latencyP999", result => result.Latency.P999),
            Figure("memoryPeakMiB", result => result.Processes.Max(process => process.MemoryPeakMiB)),
            Figure("diskBytes", result => result.DiskBytes),
        ];
    }
}

/// <summary>One figure of two results.</summary>
public sealed record ComparedFigure(string Name, double Before, double After, bool MoreIsBetter)
{
    /// <summary>Above 1 there is more of it afterwards; null if there was nothing before.</summary>
    public double? Ratio => Before == 0 ? null : After / Before;

    public bool IsBetter => MoreIsBetter ? After > Before : After < Before;
}
