using Ledger.Simulation.Checkers;

namespace Ledger.Simulation.Running;

/// <summary>
/// Every way in which four validators, one of them two processes with one key, can be parted in two, round after round
/// (Twins, arXiv 2004.10617). Which of the four is the twin decides whose turn it is to lead.
/// </summary>
internal static class TwinSweep
{
    private const int Validators = 4;
    private const int Processes = Validators + 1;
    private const int Partitions = 1 << (Processes - 1);

    /// <summary>Longer than a view's first timeout, so that each round may see another leader.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan HealingMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);

    public static int CountOf(int rounds) => Validators * (int)Math.Pow(Partitions, rounds);

    /// <summary>Plays one of the cases with this many rounds; throws if a promise is broken.</summary>
    public static void Play(int number, int rounds, PlantedBug? bug = null)
    {
        try
        {
            PlayCase(number, rounds, bug ?? PlantedBug.None);
        }
        catch (SimulationFailureException failure)
        {
            throw new SimulationFailureException(
                failure.Promise,
                $"{failure.Message}\n  replay: dotnet run --project tests/Ledger.Simulation -c Release -- "
                    + $"--twins {rounds} --case {number}");
        }
    }

    private static void PlayCase(int number, int rounds, PlantedBug bug)
    {
        var twin = number % Validators;
        var cluster = new Cluster(
            1, Validators, bug, isSigned: false, (_, _) => null, index => index == twin);
        cluster.StartAll();
        Run(cluster, TimeSpan.FromSeconds(1));
        var partitions = number / Validators;
        for (var round = 0; round < rounds; round++, partitions /= Partitions)
        {
            Part(cluster, partitions % Partitions);
            foreach (var node in cluster.Nodes)
                cluster.Submit(node, cluster.NewMint(Validity));
            Run(cluster, Round);
        }

        cluster.Network.UnblockAll();
        var goal = (ulong)cluster.Checker.Chain.Height + 1;
        cluster.Submit(cluster.Honest.First(), cluster.NewMint(Validity));
        var isDone = cluster.Scheduler.RunUntil(
            cluster.Scheduler.Now + HealingMax,
            () => cluster.LowestHeight >= goal && cluster.Checker.Submissions.Open.Count == 0);
        InvariantChecker.Require(isDone, "I11 liveness", $"no block after {rounds} rounds with twin {twin}");
    }

    // Bit i puts process i + 1 on the other side than process 0.
    private static void Part(Cluster cluster, int partition)
    {
        cluster.Network.UnblockAll();
        for (var from = 0; from < Processes; from++)
        {
            for (var to = 0; to < Processes; to++)
            {
                if (((partition << 1 >> from) & 1) != ((partition << 1 >> to) & 1))
                    cluster.Network.Block(from, to);
            }
        }
    }

    private static void Run(Cluster cluster, TimeSpan length) =>
        cluster.Scheduler.RunUntil(cluster.Scheduler.Now + length, () => false);
}
