using System.Diagnostics;
using System.Globalization;
using Ledger.Simulation.Checkers;

namespace Ledger.Simulation.Running;

/// <summary>Many seeds, one after the other, and what they came across together.</summary>
internal sealed class Campaign
{
    private readonly long[] _marked = new long[MarkSet.All.Count];
    private readonly SortedDictionary<int, long> _byValidators = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly TimeSpan _processorTime = ProcessorTime;
    private long _heights;

    public long Seeds { get; private set; }

    public List<SeedResult> Failures { get; } = [];

    /// <summary>What none of the seeds came across.</summary>
    public IEnumerable<Mark> Missed => MarkSet.All.Where(mark => _marked[(int)mark] == 0);

    // All threads of the process: what the runtime spends on compiling and collecting counts as well.
    private static TimeSpan ProcessorTime => Environment.CpuUsage.TotalTime;

    public SeedResult Add(ulong seed)
    {
        var result = SeedRun.Run(seed);
        Seeds++;
        _heights += result.Heights;
        _byValidators[result.Validators] = _byValidators.GetValueOrDefault(result.Validators) + 1;
        foreach (var mark in MarkSet.All)
            _marked[(int)mark] += result.Marks.Has(mark) ? 1 : 0;
        if (result.Failure is not null)
            Failures.Add(result);
        return result;
    }

    /// <summary>One line: how far, how many broke a promise, how fast.</summary>
    public string Progress()
    {
        var processor = (ProcessorTime - _processorTime).TotalSeconds;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Seeds} seeds, {Failures.Count} failures, {Seeds / _watch.Elapsed.TotalSeconds:F1} seeds/s, "
                + $"{Seeds / processor:F1} for each CPU second");
    }

    /// <summary>Several lines: networks, heights, and each mark with the number of seeds that came across it.</summary>
    public string Summary()
    {
        var networks = string.Join(", ", _byValidators.Select(pair => $"{pair.Value} with {pair.Key} validators"));
        var marks = MarkSet.All.Select(mark => $"  {mark,-20} {_marked[(int)mark]}");
        var mean = Seeds == 0 ? 0 : _heights / Seeds;
        return $"{networks}; {mean} heights each\nmarks, and the seeds that reached them:\n{string.Join('\n', marks)}";
    }
}
