using System.Globalization;

namespace Ledger.EndToEnd.Tests.Campaigns;

/// <summary>How long something took, each time, against the mark it should stay below.</summary>
internal sealed class Distribution(string name, TimeSpan mark)
{
    private readonly List<TimeSpan> _times = [];

    public void Add(TimeSpan time) => _times.Add(time);

    public override string ToString()
    {
        if (_times.Count == 0)
            return $"{name}: never";
        var sorted = _times.Order().ToArray();
        TimeSpan Percentile(int percent) => sorted[Math.Min(sorted.Length - 1, sorted.Length * percent / 100)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {sorted.Length} times, p50 {Percentile(50).TotalSeconds:0.0} s, p90 {Percentile(90).TotalSeconds:0.0} s, "
            + $"p99 {Percentile(99).TotalSeconds:0.0} s, max {sorted[^1].TotalSeconds:0.0} s; "
            + $"{sorted.Count(time => time > mark)} above {mark.TotalSeconds:0} s");
    }
}
