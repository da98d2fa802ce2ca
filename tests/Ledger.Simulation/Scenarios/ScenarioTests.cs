using Xunit.Abstractions;

namespace Ledger.Simulation.Scenarios;

public sealed class ScenarioTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names =>
        [.. ScenarioFiles.All().Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_Played_MeetsItsExpectations(string name)
    {
        var views = ScenarioPlayer.Play(File.ReadLines(ScenarioFiles.PathOf(name)));

        output.WriteLine($"{name}: {views}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Scenario_InTheFolder_IsListedByTheSituationItPlays(string name)
    {
        var list = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Scenarios", "README.md"));

        Assert.Contains($"`{name}`", list, StringComparison.Ordinal);
    }
}
