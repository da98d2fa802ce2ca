using System.Globalization;
using Ledger.Simulation.Exploration;
using Ledger.Simulation.Running;
using Ledger.Simulation.Scenarios;

return args switch
{
    ["--seed", var seed] => Play(Whole(seed)),
    ["--seeds", var count] => PlayAll(0, Whole(count)),
    ["--seeds", var count, "--from", var first] => PlayAll(Whole(first), Whole(count)),
    ["--traces", var count] => PrintTraces(Whole(count)),
    ["--scenario", var file] => PlayScenario(file, PlantedBug.None),
    ["--scenario", var file, "--bug", var name] => PlayScenario(file, PlantedBug.Named(name)),
    ["--bugs", var count] => FindBugs(PlantedBug.All, Whole(count)),
    ["--bugs", var count, "--bug", var name] => FindBugs([PlantedBug.Named(name)], Whole(count)),
    ["--twins", var rounds] => PlayTwins((int)Whole(rounds), 0, TwinSweep.CountOf((int)Whole(rounds))),
    ["--twins", var rounds, "--case", var number] => PlayTwins((int)Whole(rounds), (int)Whole(number), 1),
    ["--explore", var views] => Explore((uint)Whole(views), 2, PlantedBug.None),
    ["--explore", var views, "--blocks", var blocks] => Explore((uint)Whole(views), (int)Whole(blocks), PlantedBug.None),
    ["--explore", var views, "--blocks", var blocks, "--bug", var name] =>
        Explore((uint)Whole(views), (int)Whole(blocks), PlantedBug.Named(name)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        "usage: --seed N | --seeds COUNT [--from FIRST] | --traces COUNT | --scenario FILE [--bug NAME] | "
            + "--bugs SEEDS [--bug NAME] | --twins ROUNDS [--case N] | --explore VIEWS [--blocks EACH [--bug NAME]]");
    return 2;
}

static ulong Whole(string word) => ulong.Parse(word, CultureInfo.InvariantCulture);

static int FindBugs(IEnumerable<PlantedBug> bugs, ulong count)
{
    foreach (var bug in bugs)
    {
        Console.WriteLine(bug.Name);
        Console.WriteLine($"  {PlantedBugHunt.FindSeed(bug, count) ?? $"not found in {count} seeds"}");
        foreach (var find in PlantedBugHunt.FindScenarios(bug))
            Console.WriteLine($"  {find}");
    }

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

static int Explore(uint views, int blocksEach, PlantedBug bug)
{
    var explorer = new Explorer(views, bug.Rules, blocksEach);
    var violation = explorer.FindViolation();
    Console.WriteLine(explorer.Extent);
    Console.WriteLine(violation ?? "no violation");
    return violation is null ? 0 : 1;
}

static int PlayTwins(int rounds, int first, int count)
{
    for (var number = first; number < first + count; number++)
        TwinSweep.Play(number, rounds);
    Console.WriteLine($"{count} cases of {rounds} rounds, no fork and no stall");
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
