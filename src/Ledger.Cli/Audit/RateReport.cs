using System.Diagnostics;
using System.Globalization;
using Ledger.Auditor.Runs;
using Ledger.Cli.Output;

namespace Ledger.Cli.Audit;

/// <summary>Turns an audit's progress into a bar with heights and a rate.</summary>
internal sealed class RateReport(IProgress<Step> bar) : IProgress<AuditProgress>
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public void Report(AuditProgress value)
    {
        var rate = value.Transactions / Math.Max(_watch.Elapsed.TotalSeconds, 0.001);
        var note = value.Transactions > 0
            ? string.Create(CultureInfo.InvariantCulture, $"height {value.Done} of {value.Target}, {rate:F0} transactions/s")
            : string.Create(CultureInfo.InvariantCulture, $"height {value.Done} of {value.Target}");
        bar.Report(new(value.Target.Value == 0 ? 1 : (double)value.Done.Value / value.Target.Value, note));
    }
}
