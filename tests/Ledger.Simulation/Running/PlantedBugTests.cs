using System.Globalization;
using Ledger.Simulation.Scenarios;

namespace Ledger.Simulation.Running;

/// <summary>The README's table of planted bugs, row by row: what it says is what happens.</summary>
public sealed class PlantedBugTests
{
    private const ulong FoundSoonMax = 100;

    private static readonly string[][] Table =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "README.md"))
            .SkipWhile(line => !line.StartsWith("| bug |", StringComparison.Ordinal))
            .Skip(2)
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|', ' ').Split(" | ")),
    ];

    public static TheoryData<string, string, string> Scenarios
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var row in Table)
                rows.Add(row[0], row[1], row[2]);
            return rows;
        }
    }

    public static TheoryData<string> FoundSoon => [.. Table.Where(IsFoundSoon).Select(row => row[0])];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Scenario_WithPlantedBug_NoticesIt(string bug, string scenario, string promise)
    {
        var script = File.ReadLines(ScenarioFiles.PathOf(scenario));

        var failure = Assert.ThrowsAny<Exception>(() => ScenarioPlayer.Play(script, PlantedBug.Named(bug)));

        Assert.Contains(promise, failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(FoundSoon))]
    public void SomeSeed_WithPlantedBug_NoticesIt(string bug)
    {
        Assert.NotNull(PlantedBugHunt.FindSeed(PlantedBug.Named(bug), 4 * FoundSoonMax));
    }

    [Fact]
    public void Table_OfPlantedBugs_HasARowForEach()
    {
        var bugs = PlantedBug.All.Select(bug => bug.Name);

        Assert.True(Table.Select(row => row[0]).SequenceEqual(bugs, StringComparer.Ordinal));
    }

    private static bool IsFoundSoon(string[] row) =>
        ulong.TryParse(row[3], CultureInfo.InvariantCulture, out var seeds) && seeds <= FoundSoonMax;
}
