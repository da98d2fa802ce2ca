using Ledger.Simulation.Checkers;
using Ledger.Simulation.Faults;
using Ledger.Simulation.Network;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Running;

/// <summary>Carries a plan of faults out on a network, until they end.</summary>
internal sealed class FaultInjection(Cluster cluster, FaultPlan plan, SimulatedRandom random)
{
    private bool _isOver;

    /// <summary>Sets what goes wrong from the start on, before anybody starts.</summary>
    public void Begin()
    {
        foreach (var node in cluster.Nodes)
        {
            node.ClockSkew = DrawSkew();
            node.Crashed = RestartLater;
        }

        if (plan.SkewOfOne != TimeSpan.Zero)
            cluster.OneOf(random).ClockSkew = plan.SkewOfOne;
        cluster.Network.Faults = plan.Links;
    }

    /// <summary>Draws when each of them comes, from now on.</summary>
    public void Schedule()
    {
        for (var crash = 0; crash < plan.Crashes; crash++)
        {
            var node = cluster.OneOf(random);
            var countdown = 1 + random.Below(60);
            AtSomeTime(() => node.CrashCountdown = node.IsRunning ? countdown : 0);
        }

        for (var jump = 0; jump < plan.ClockJumps; jump++)
            AtSomeTime(() => cluster.OneOf(random).ClockSkew = DrawSkew());
        if (plan.LosesDisk)
            AtSomeTime(() => LoseDisk(cluster.Nodes[^1]));
        if (plan.CrashesAll)
            AtSomeTime(() => cluster.Nodes.ToList().ForEach(Kill));
        for (var partition = 0; partition < plan.Partitions; partition++)
            AtSomeTime(Partition);
    }

    /// <summary>Nothing goes wrong any more, and whoever is down comes up.</summary>
    public void End()
    {
        _isOver = true;
        cluster.Network.Faults = LinkFaults.None;
        cluster.Network.UnblockAll();
        foreach (var node in cluster.Nodes)
            node.CrashCountdown = 0;
        cluster.StartAll();
    }

    private void AtSomeTime(Action fault) =>
        cluster.Scheduler.After(random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(12)), () =>
        {
            if (!_isOver)
                fault();
        });

    private void Kill(SimulatedNode node)
    {
        if (!node.IsRunning)
            return;
        node.Crash();
        RestartLater(node);
    }

    private void LoseDisk(SimulatedNode node)
    {
        if (node.IsRunning)
            Kill(node);
        node.Wipe();
    }

    private void RestartLater(SimulatedNode node)
    {
        NoteWhoIsUp();
        var alive = cluster.Honest.FirstOrDefault(other => other.IsRunning) ?? node;
        cluster.SubmitAgain(node, alive);
        var pause = random.Between(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));
        cluster.Scheduler.After(pause, () =>
        {
            if (!node.IsRunning)
                node.Start();
            cluster.SubmitAgain(node, node);
        });
    }

    // Some processes lose sight of the others, both ways or only one way, for a while.
    private void Partition()
    {
        var side = cluster.Nodes.Select(_ => random.Chance(40)).ToArray();
        var isOneWay = random.Chance(40);
        foreach (var (from, to) in Pairs(side, isOneWay))
            cluster.Network.Block(from, to);
        var length = random.Between(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(6));
        cluster.Scheduler.After(length, () =>
        {
            foreach (var (from, to) in Pairs(side, isOneWay))
                cluster.Network.Unblock(from, to);
        });
    }

    private static IEnumerable<(int From, int To)> Pairs(bool[] side, bool isOneWay)
    {
        for (var from = 0; from < side.Length; from++)
        {
            for (var to = 0; to < side.Length; to++)
            {
                if (side[from] != side[to] && (!isOneWay || side[from]))
                    yield return (from, to);
            }
        }
    }

    private void NoteWhoIsUp()
    {
        var up = cluster.Honest.Count(node => node.IsRunning);
        var quorum = cluster.Nodes[0].Store.Tip.Validators.Quorum;
        if (up < quorum - plan.Lies.Count)
            cluster.Checker.Note(Mark.QuorumLost);
        if (cluster.Nodes.All(node => !node.IsRunning))
            cluster.Checker.Note(Mark.AllDown);
    }

    private TimeSpan DrawSkew() => random.Between(-plan.SkewMax, plan.SkewMax);
}
