using System.Globalization;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Running;

namespace Ledger.Simulation.Scenarios;

/// <summary>How scripts write numbers, lengths of time, and processes.</summary>
internal static class ScenarioWords
{
    // all, or numbers, or 0..15 with both ends
    public static IEnumerable<SimulatedNode> NodesNamed(this Cluster cluster, string[] names) => names is ["all"]
        ? cluster.Nodes
        : names.SelectMany(Numbers).Select(number => cluster.Nodes[number]);

    private static IEnumerable<int> Numbers(string name) => name.Split("..") is [var first, var last]
        ? Enumerable.Range(Number(first), Number(last) - Number(first) + 1)
        : [Number(name)];

    public static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    // 500ms, 30s, 10m, 8h
    public static TimeSpan Length(string word) => word switch
    {
        [.. var number, 'm', 's'] => TimeSpan.FromMilliseconds(Number(number)),
        [.. var number, 's'] => TimeSpan.FromSeconds(Number(number)),
        [.. var number, 'm'] => TimeSpan.FromMinutes(Number(number)),
        [.. var number, 'h'] => TimeSpan.FromHours(Number(number)),
        _ => throw Unknown([word]),
    };

    public static FormatException Unknown(string[] words) => new($"No such line: {string.Join(' ', words)}");
}
