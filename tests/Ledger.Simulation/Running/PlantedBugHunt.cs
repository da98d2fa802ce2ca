using Ledger.Simulation.Checkers;
using Ledger.Simulation.Scenarios;

namespace Ledger.Simulation.Running;

/// <summary>Looks for the first scenario or seed that notices a planted bug.</summary>
internal static class PlantedBugHunt
{
    /// <summary>What noticed it and how; none if nothing did.</summary>
    public static string? Find(PlantedBug bug, ulong seeds)
    {
        foreach (var scenario in ScenarioFiles.All())
        {
            if (FailureOf(scenario, bug) is { } failure)
                return $"scenario {Path.GetFileNameWithoutExtension(scenario)}: {failure}";
        }

        for (ulong seed = 0; seed < seeds; seed++)
        {
            if (SeedRun.Run(seed, bug).Failure is { } failure)
                return $"seed {seed}: {FirstLine(failure)}";
        }

        return null;
    }

    private static string? FailureOf(string scenario, PlantedBug bug)
    {
        try
        {
            ScenarioPlayer.Play(File.ReadLines(scenario), bug);
            return null;
        }
        catch (Exception failure) when (failure is SimulationFailureException or Model.InvariantBrokenException)
        {
            return FirstLine(failure.Message);
        }
    }

    private static string FirstLine(string text) => text.Split('\n')[0].Trim();
}
