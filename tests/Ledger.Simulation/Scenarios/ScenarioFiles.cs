namespace Ledger.Simulation.Scenarios;

/// <summary>The scripts that stand beside the program.</summary>
internal static class ScenarioFiles
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Scenarios");

    /// <summary>Their paths, in the order of their names.</summary>
    public static IEnumerable<string> All() => Directory.GetFiles(Folder, "*.txt").Order(StringComparer.Ordinal);

    public static string PathOf(string name) => Path.Combine(Folder, $"{name}.txt");
}
