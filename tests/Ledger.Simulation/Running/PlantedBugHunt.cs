using Ledger.Model;
using Ledger.Simulation.Checkers;
using Ledger.Simulation.Scenarios;

namespace Ledger.Simulation.Running;

/// <summary>Looks for the scenarios and the first seed that notice a planted bug.</summary>
internal static class PlantedBugHunt
{
    /// <summary>The number of seeds that were needed, and how the last one noticed; none if all kept quiet.</summary>
    public static string? FindSeed(PlantedBug bug, ulong seeds)
    {
        for (ulong seed = 0; seed < seeds; seed++)
        {
            if (SeedRun.Run(seed, bug).Failure is { } failure)
                return $"seed {seed}: {FirstLine(failure)}";
        }

        return null;
    }

    /// <summary>Each scenario that notices, and how.</summary>
    public static IEnumerable<string> FindScenarios(PlantedBug bug)
    {
        foreach (var scenario in ScenarioFiles.All())
        {
            if (FailureOf(scenario, bug) is { } failure)
                yield return $"{Path.GetFileNameWithoutExtension(scenario)}: {failure}";
        }
    }

    private static string? FailureOf(string scenario, PlantedBug bug)
    {
        try
        {
            ScenarioPlayer.Play(File.ReadLines(scenario), bug);
            return null;
        }
        catch (Exception failure) when (failure is SimulationFailureException or InvariantBrokenException)
        {
            return FirstLine(failure.Message);
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
