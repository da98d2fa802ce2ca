using System.Diagnostics;
using System.Globalization;
using Ledger.Simulation.Running;
using Ledger.Simulation.Scenarios;

return args switch
{
    ["--seed", var seed] => Play(ulong.Parse(seed, CultureInfo.InvariantCulture), 1),
    ["--seeds", var count] => Play(0, ulong.Parse(count, CultureInfo.InvariantCulture)),
    ["--seeds", var count, "--from", var first] =>
        Play(ulong.Parse(first, CultureInfo.InvariantCulture), ulong.Parse(count, CultureInfo.InvariantCulture)),
    ["--scenario", var file] => PlayScenario(file, PlantedBug.None),
    ["--scenario", var file, "--bug", var name] => PlayScenario(file, PlantedBug.Named(name)),
    ["--bugs", var count] => FindBugs(ulong.Parse(count, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: --seed N | --seeds COUNT [--from FIRST] | --scenario FILE [--bug NAME] | --bugs SEEDS");
    return 2;
}

static int FindBugs(ulong count)
{
    foreach (var bug in PlantedBug.All)
        Console.WriteLine($"{bug.Name}: {PlantedBugHunt.Find(bug, count) ?? "not found"}");
    return 0;
}

static int PlayScenario(string file, PlantedBug bug)
{
    Console.WriteLine(ScenarioPlayer.Play(File.ReadLines(file), bug));
    return 0;
}

static int Play(ulong first, ulong count)
{
    var watch = Stopwatch.StartNew();
    var failures = 0;
    for (var seed = first; seed < first + count; seed++)
    {
        var result = SeedRun.Run(seed);
        failures += result.Failure is null ? 0 : 1;
        if (count == 1 || result.Failure is not null)
            Console.WriteLine(result);
    }

    var rate = count / watch.Elapsed.TotalSeconds;
    Console.WriteLine(
        string.Create(CultureInfo.InvariantCulture, $"{count} seeds, {failures} failures, {rate:F1} seeds/s"));
    return failures == 0 ? 0 : 1;
}
