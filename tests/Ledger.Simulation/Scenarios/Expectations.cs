using Ledger.Simulation.Checkers;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Running;
using static Ledger.Simulation.Scenarios.ScenarioWords;

namespace Ledger.Simulation.Scenarios;

/// <summary>The lines of a script that begin with "expect".</summary>
internal sealed class Expectations(Cluster cluster)
{
    private static readonly TimeSpan BlockTimeMax = TimeSpan.FromSeconds(60);

    public void Expect(string[] words)
    {
        switch (words)
        {
            case ["height", var height]:
                ExpectHeight(cluster.Honest.Where(node => node.IsRunning), Number(height));
                break;
            case ["height", var height, "on", .. var nodes]:
                ExpectHeight(cluster.NodesNamed(nodes), Number(height));
                break;
            case ["height", "at", "most", var height]:
                Require(cluster.Checker.Chain.Height <= Number(height), $"height {cluster.Checker.Chain.Height}");
                break;
            case ["view", "at", "most", var view]:
                Require(cluster.Checker.HighestView.Value <= Number(view), $"view {cluster.Checker.HighestView}");
                break;
            case ["view", "at", "least", var view]:
                Require(cluster.Checker.HighestView.Value >= Number(view), $"view {cluster.Checker.HighestView}");
                break;
            case ["height", var height, "within", var length]:
                ExpectHeight(cluster.Honest.Where(node => node.IsRunning), Number(height), Length(length));
                break;
            case ["messages", "at", "most", var count, "in", var length]:
                ExpectFewMessages(Number(count), Length(length));
                break;
            case ["fork", "named"]:
                cluster.Checker.RequireForkIsNamed(cluster.Nodes[0].Store.Tip.Validators);
                break;
            case ["halted", "on", .. var nodes]:
                Wait(() => cluster.NodesNamed(nodes).All(IsHalted), "them to halt");
                break;
            case ["answers"]:
                Wait(() => cluster.Checker.Submissions.Open.Count == 0, "everybody to have an answer");
                break;
            case ["silence", var length]:
                ExpectSilence(Length(length));
                break;
            case ["evidence"]:
                Require(cluster.Checker.EvidenceFound > 0, "no evidence");
                break;
            default:
                throw Unknown(words);
        }
    }

    /// <summary>Goes on until then; an expectation that is not met in time is a broken one.</summary>
    public void Wait(Func<bool> isDone, string goal, TimeSpan? within = null)
    {
        var end = cluster.Scheduler.Now + (within ?? BlockTimeMax);
        Require(cluster.Scheduler.RunUntil(end, isDone), $"waited for {goal}");
    }

    private void ExpectHeight(IEnumerable<SimulatedNode> nodes, int height, TimeSpan? within = null)
    {
        var named = nodes.ToArray();
        Wait(() => named.All(node => node.Store.Tip.Height.Value >= (ulong)height), $"height {height}", within);
    }

    private void ExpectFewMessages(int count, TimeSpan length)
    {
        var sent = cluster.Network.Sent;
        Run(length);
        Require(cluster.Network.Sent - sent <= count, $"{cluster.Network.Sent - sent} messages");
    }

    private void ExpectSilence(TimeSpan length)
    {
        var (votes, height) = (cluster.Network.VotesSent, cluster.Checker.Chain.Height);
        Run(length);
        Require(
            votes == cluster.Network.VotesSent && height == cluster.Checker.Chain.Height,
            $"{cluster.Network.VotesSent - votes} votes, {cluster.Checker.Chain.Height - height} blocks");
    }

    private static bool IsHalted(SimulatedNode node) => node.Replica?.AgreementState?.IsHalted == true;

    private static void Require(bool holds, string detail) =>
        InvariantChecker.Require(holds, "expectation", detail);

    private void Run(TimeSpan length) => cluster.Scheduler.RunUntil(cluster.Scheduler.Now + length, () => false);
}
