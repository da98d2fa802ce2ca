using Ledger.Simulation.Checkers;
using Ledger.Simulation.Faults;

namespace Ledger.Simulation.Running;

/// <summary>What a network owes once nothing goes wrong any more: progress, answers, and then silence.</summary>
internal sealed class Aftermath(Cluster cluster, FaultPlan plan)
{
    /// <summary>How long a transaction may be good for at most.</summary>
    public static readonly TimeSpan ValidityMax = TimeSpan.FromMinutes(5);

    /// <summary>From one validator to another: two in the good case, and what it takes to leave an idle view.</summary>
    private const int VotesOfBlockMax = 12;

    private static readonly TimeSpan HealingMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SilenceTime = TimeSpan.FromSeconds(60);

    /// <summary>From when on a block needs a reason that the state shows; none while anybody submits.</summary>
    public QuietTime? Quiet { get; private set; }

    // A liar or a silent one may lead f views before the timeouts fit and f after; four more let them grow to fit.
    private int ViewsMax => (2 * (((plan.Validators - 1) / 3) + 1)) + 4;

    /// <summary>I11: all honest ones go on from where the highest was.</summary>
    public void RequireProgress()
    {
        var chain = cluster.Checker.Chain;
        var (healed, view) = (chain.Height, HighestViewAbove((ulong)chain.Height));
        var goal = (ulong)chain.Height + 3;
        var end = cluster.Scheduler.Now + HealingMax;
        var isDone = cluster.Scheduler.RunUntil(end, () => cluster.LowestHeight >= goal);
        InvariantChecker.Require(
            isDone, "I11 liveness", $"height {cluster.LowestHeight} of {goal} within {HealingMax} after healing");
        RequireFewViews(healed, view);
    }

    /// <summary>I11 and I16: once nobody submits anything more, everybody has an answer.</summary>
    public void RequireAnswers()
    {
        if (!AllAnsweredWithin(HealingMax))
            RequireExpiry();
    }

    /// <summary>
    /// I12: nothing to do, nothing to say, but for the few votes that a block with a reason takes. Liars may go on
    /// talking.
    /// </summary>
    public void RequireSilence()
    {
        if (plan.Lies.Count > 0)
            return;
        cluster.Scheduler.RunUntil(cluster.Scheduler.Now + SettlingTime, () => false);
        BeginQuietTime();
        var (votes, height) = (cluster.Network.VotesSent, cluster.Checker.Chain.Height);
        cluster.Scheduler.RunUntil(cluster.Scheduler.Now + SilenceTime, () => false);

        // The silence may end between the first vote for a block with a reason and the block: then it lasts longer.
        if (!IsSilentSince(votes, height))
            cluster.Scheduler.RunUntil(cluster.Scheduler.Now + SettlingTime, () => false);
        InvariantChecker.Require(
            IsSilentSince(votes, height),
            "I12 quiescence",
            $"{cluster.Network.VotesSent - votes} votes and {cluster.Checker.Chain.Height - height} blocks");
    }

    // What no block can take may wait until it expires, and makes no blocks meanwhile.
    private void RequireExpiry()
    {
        BeginQuietTime();
        var open = cluster.Checker.Submissions.Open.Count;
        var isDone = AllAnsweredWithin(ValidityMax + SettlingTime);
        InvariantChecker.Require(isDone, "I11 liveness", $"{open} submissions neither expired nor taken");
    }

    // I12: from here on a block needs a reason. Whether it had one shows when the chain is played again. What a new
    // window lets in is on its way into a block, once the slowest clock knows of the window.
    private void BeginQuietTime()
    {
        var spread = cluster.Nodes.Max(node => node.ClockSkew) - cluster.Nodes.Min(node => node.ClockSkew);
        var takeable = cluster.Pooled().Where(cluster.IsAdmissible).Select(transaction => transaction.Id).ToHashSet();
        if (takeable.Count > 0)
            cluster.Scheduler.RunUntil(cluster.Scheduler.Now + spread + SettlingTime, () => false);
        var pooled = cluster.Pooled().ToArray();
        var left = pooled.Count(one => takeable.Contains(one.Id) && cluster.IsAdmissible(one));
        InvariantChecker.Require(left == 0, "I11 liveness", $"{left} pooled transactions without an outcome");
        Quiet ??= new(
            cluster.Checker.Chain.Height,
            spread,
            [.. cluster.Checker.Submissions.Open.Select(cluster.ValidUntil)],
            pooled.Select(transaction => transaction.Id).ToHashSet());
    }

    private bool AllAnsweredWithin(TimeSpan length) => cluster.Scheduler.RunUntil(
        cluster.Scheduler.Now + length, () => cluster.Checker.Submissions.Open.Count == 0);

    private uint HighestViewAbove(ulong height) => cluster.Honest
        .Select(node => node.Replica?.AgreementState)
        .Max(state => state is not null && state.Tip.Height.Value == height ? state.View.Value : 1);

    private void RequireFewViews(int healed, uint view)
    {
        foreach (var commit in cluster.Checker.Chain.Blocks.Skip(healed))
        {
            var used = commit.Block.Certificate.View.Value;
            InvariantChecker.Require(
                used <= view + ViewsMax, "I11 liveness", $"height {commit.Tip.Height} took view {used} after {view}");
            view = 1;
        }
    }

    private bool IsSilentSince(long votes, int height)
    {
        var pairs = plan.Validators * (plan.Validators - 1);
        var made = cluster.Checker.Chain.Height - height;
        return cluster.Network.VotesSent - votes <= VotesOfBlockMax * pairs * made;
    }
}
