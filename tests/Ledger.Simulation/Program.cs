using System.Globalization;
using Ledger.Simulation.Running;
using Ledger.Simulation.Scenarios;

return args switch
{
    ["--seed", var seed] => Play(Number(seed)),
    ["--seeds", var count] => PlayAll(0, Number(count)),
    ["--seeds", var count, "--from", var first] => PlayAll(Number(first), Number(count)),
    ["--traces", var count] => PrintTraces(Number(count)),
    ["--scenario", var file] => PlayScenario(file, PlantedBug.None),
    ["--scenario", var file, "--bug", var name] => PlayScenario(file, PlantedBug.Named(name)),
    ["--bugs", var count] => FindBugs(Number(count)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: --seed N | --seeds COUNT [--from FIRST] | --traces COUNT | --scenario FILE [--bug NAME] | --bugs SEEDS");
    return 2;
}

static ulong Number(string word) => ulong.Parse(word, CultureInfo.InvariantCulture);

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

static int PrintTraces(ulong count)
{
    for (ulong seed = 0; seed < count; seed++)
        Console.WriteLine($"{seed} {SeedRun.Run(seed).TraceHash:x16}");
    return 0;
}

static int Play(ulong seed)
{
    var result = SeedRun.Run(seed);
    Console.WriteLine(result);
    return result.Failure is null ? 0 : 1;
}

// A campaign that misses a mark fails: it did not look where it says it did. Short ones may.
static int PlayAll(ulong first, ulong count)
{
    const ulong ProgressEvery = 1_000;
    const ulong MarksFrom = 500;
    var campaign = new Campaign();
    for (var seed = first; seed < first + count; seed++)
    {
        var result = campaign.Add(seed);
        if (result.Failure is not null)
            Console.WriteLine(result);
        if ((seed - first + 1) % ProgressEvery == 0)
            Console.WriteLine(campaign.Progress());
    }

    Console.WriteLine(campaign.Summary());
    var missed = campaign.Missed.ToArray();
    if (count >= MarksFrom && missed.Length > 0)
        Console.WriteLine($"MISSED: {string.Join(", ", missed)}");
    Console.WriteLine(campaign.Progress());
    return campaign.Failures.Count == 0 && (count < MarksFrom || missed.Length == 0) ? 0 : 1;
}
