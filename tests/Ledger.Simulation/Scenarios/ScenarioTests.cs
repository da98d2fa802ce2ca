using Ledger.Simulation.Running;
using Xunit.Abstractions;

namespace Ledger.Simulation.Scenarios;

public sealed class ScenarioTests(ITestOutputHelper output)
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.txt").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_Played_MeetsItsExpectations(string name)
    {
        var views = ScenarioPlayer.Play(File.ReadLines(Path.Combine(Folder, $"{name}.txt")), PlantedBug.None);

        output.WriteLine($"{name}: {views}");
    }
}
