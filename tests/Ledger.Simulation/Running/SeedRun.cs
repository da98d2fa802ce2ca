using Ledger.Simulation.Checkers;
using Ledger.Simulation.Faults;
using Ledger.Simulation.Liars;
using Ledger.Simulation.Network;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Running;

/// <summary>
/// One seed: first everything that can go wrong goes wrong and agreement must hold, then the faults stop and the
/// network must go on by itself, answer everybody, and fall silent.
/// </summary>
internal sealed class SeedRun
{
    private const int HeightsMin = 50;

    /// <summary>From one validator to another: two in the good case, and what it takes to leave an idle view.</summary>
    private const int VotesOfBlockMax = 12;

    private static readonly TimeSpan FaultsEnd = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan HealingMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ValidityMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SettlingTime = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SilenceTime = TimeSpan.FromSeconds(60);

    private readonly ulong _seed;
    private readonly FaultPlan _plan;
    private readonly Cluster _cluster;
    private readonly SimulatedRandom _random;
    private bool _isHealed;
    private bool _isSubmitting = true;
    private QuietTime? _quiet;

    public SeedRun(ulong seed, PlantedBug bug)
    {
        _seed = seed;
        _random = new SimulatedRandom(seed).Fork();
        _plan = FaultPlan.Draw(seed, _random.Fork());
        var twins = _plan.Lies.Count(lie => lie == Lie.Twin);
        var liars = _plan.Lies.Where(lie => lie != Lie.Twin).ToArray();
        _cluster = new Cluster(
            seed,
            _plan.Validators,
            bug,
            _plan.IsSigned,
            (host, index) => LiarAt(host, index - twins, liars),
            index => index < twins);
    }

    public static SeedResult Run(ulong seed, PlantedBug? bug = null)
    {
        var run = new SeedRun(seed, bug ?? PlantedBug.None);
        string? failure = null;
        try
        {
            run.Play();
        }
        catch (SimulationFailureException broken)
        {
            failure = broken.Message + Environment.NewLine + ClusterReport.Of(run._cluster);
        }
        catch (Exception thrown)
        {
            // Whatever a replica throws is a find, and the seed that finds it has to be named.
            failure = thrown.ToString();
        }

        return run.Result(failure);
    }

    private void Play()
    {
        foreach (var node in _cluster.Nodes)
        {
            node.ClockSkew = _random.Between(-_plan.SkewMax, _plan.SkewMax);
            node.Crashed = RestartLater;
        }

        if (_plan.SkewOfOne != TimeSpan.Zero)
            OneOfThem().ClockSkew = _plan.SkewOfOne;
        _cluster.Network.Faults = _plan.Links;
        _cluster.StartAll();
        ScheduleFaults();
        SubmitNext();
        _cluster.Scheduler.RunUntil(FaultsEnd, () => _cluster.Checker.Chain.Height >= HeightsMin);
        Heal();
        RequireProgress();
        RequireSilence();
        Replay.Check(_cluster.Host, _cluster.Checker.Chain, _cluster.Honest, _plan.Lies.Count > 0 ? null : _quiet);
    }

    private void ScheduleFaults()
    {
        for (var crash = 0; crash < _plan.Crashes; crash++)
        {
            var node = OneOfThem();
            var countdown = 1 + _random.Below(60);
            AtSomeTime(() => node.CrashCountdown = node.IsRunning ? countdown : 0);
        }

        for (var jump = 0; jump < _plan.ClockJumps; jump++)
            AtSomeTime(() => OneOfThem().ClockSkew = _random.Between(-_plan.SkewMax, _plan.SkewMax));
        if (_plan.LosesDisk)
            AtSomeTime(() => LoseDisk(_cluster.Nodes[^1]));
        if (_plan.CrashesAll)
            AtSomeTime(() => _cluster.Nodes.ToList().ForEach(Kill));
        for (var partition = 0; partition < _plan.Partitions; partition++)
            AtSomeTime(Partition);
    }

    private void AtSomeTime(Action fault) =>
        _cluster.Scheduler.After(_random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(12)), () =>
        {
            if (!_isHealed)
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
        var alive = _cluster.Honest.FirstOrDefault(other => other.IsRunning) ?? node;
        _cluster.SubmitAgain(node, alive);
        var pause = _random.Between(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));
        _cluster.Scheduler.After(pause, () =>
        {
            if (!node.IsRunning)
                node.Start();
            _cluster.SubmitAgain(node, node);
        });
    }

    // Some processes lose sight of the others, both ways or only one way, for a while.
    private void Partition()
    {
        var side = _cluster.Nodes.Select(_ => _random.Chance(40)).ToArray();
        var isOneWay = _random.Chance(40);
        foreach (var (from, to) in Pairs(side, isOneWay))
            _cluster.Network.Block(from, to);
        var length = _random.Between(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(6));
        _cluster.Scheduler.After(length, () =>
        {
            foreach (var (from, to) in Pairs(side, isOneWay))
                _cluster.Network.Unblock(from, to);
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

    private void SubmitNext()
    {
        if (!_isSubmitting)
            return;
        var node = OneOfThem();
        if (node.IsRunning)
        {
            var validity = _random.Chance(5) ? TimeSpan.FromSeconds(2) : ValidityMax;
            _cluster.Submit(node, _cluster.NewTransaction(validity));
        }

        _cluster.Scheduler.After(_random.Between(TimeSpan.Zero, _plan.SubmitPause * 2), SubmitNext);
    }

    private SimulatedNode OneOfThem() => _cluster.Nodes[_random.Below(_cluster.Nodes.Count)];

    private void NoteWhoIsUp()
    {
        var up = _cluster.Honest.Count(node => node.IsRunning);
        var quorum = _cluster.Nodes[0].Store.Tip.Validators.Quorum;
        if (up < quorum - _plan.Lies.Count)
            _cluster.Checker.Note(Mark.QuorumLost);
        if (_cluster.Nodes.All(node => !node.IsRunning))
            _cluster.Checker.Note(Mark.AllDown);
    }

    private void Heal()
    {
        _isHealed = true;
        _cluster.Network.Faults = LinkFaults.None;
        _cluster.Network.UnblockAll();
        foreach (var node in _cluster.Nodes)
            node.CrashCountdown = 0;
        _cluster.StartAll();
    }

    // A liar or a silent one may lead f views before the timeouts fit and f after; four more let them grow to fit.
    private int ViewsMax => (2 * (((_plan.Validators - 1) / 3) + 1)) + 4;

    // I11 and I16: all honest ones go on from where the highest was, and everybody has an answer.
    private void RequireProgress()
    {
        var chain = _cluster.Checker.Chain;
        var (healed, view) = (chain.Height, HighestViewAbove((ulong)chain.Height));
        var goal = (ulong)chain.Height + 3;
        var end = _cluster.Scheduler.Now + HealingMax;
        var isDone = _cluster.Scheduler.RunUntil(end, () => _cluster.LowestHeight >= goal);
        InvariantChecker.Require(
            isDone, "I11 liveness", $"height {_cluster.LowestHeight} of {goal} within {HealingMax} after healing");
        RequireFewViews(healed, view);
        _isSubmitting = false;
        if (!AllAnsweredWithin(HealingMax))
            RequireExpiry();
    }

    // What no block can take may wait until it expires, and makes no blocks meanwhile.
    private void RequireExpiry()
    {
        BeginQuietTime();
        var open = _cluster.Checker.Submissions.Open.Count;
        var isDone = AllAnsweredWithin(ValidityMax + SettlingTime);
        InvariantChecker.Require(isDone, "I11 liveness", $"{open} submissions neither expired nor taken");
    }

    // I12: from here on a block needs a reason. Whether it had one shows when the chain is played again. What a new
    // window lets in is on its way into a block, once the slowest clock knows of the window.
    private void BeginQuietTime()
    {
        var spread = _cluster.Nodes.Max(node => node.ClockSkew) - _cluster.Nodes.Min(node => node.ClockSkew);
        var takeable = _cluster.Pooled().Where(_cluster.IsAdmissible).Select(transaction => transaction.Id).ToHashSet();
        if (takeable.Count > 0)
            _cluster.Scheduler.RunUntil(_cluster.Scheduler.Now + spread + SettlingTime, () => false);
        var pooled = _cluster.Pooled().ToArray();
        var left = pooled.Count(one => takeable.Contains(one.Id) && _cluster.IsAdmissible(one));
        InvariantChecker.Require(left == 0, "I11 liveness", $"{left} pooled transactions without an outcome");
        _quiet ??= new(
            _cluster.Checker.Chain.Height,
            spread,
            [.. _cluster.Checker.Submissions.Open.Select(_cluster.ValidUntil)],
            pooled.Select(transaction => transaction.Id).ToHashSet());
    }

    private bool AllAnsweredWithin(TimeSpan length) => _cluster.Scheduler.RunUntil(
        _cluster.Scheduler.Now + length, () => _cluster.Checker.Submissions.Open.Count == 0);

    private uint HighestViewAbove(ulong height) => _cluster.Honest
        .Select(node => node.Replica?.AgreementState)
        .Max(state => state is not null && state.Tip.Height.Value == height ? state.View.Value : 1);

    private void RequireFewViews(int healed, uint view)
    {
        foreach (var commit in _cluster.Checker.Chain.Blocks.Skip(healed))
        {
            var used = commit.Block.Certificate.View.Value;
            InvariantChecker.Require(
                used <= view + ViewsMax, "I11 liveness", $"height {commit.Tip.Height} took view {used} after {view}");
            view = 1;
        }
    }

    // I12: nothing to do, nothing to say, but for the few votes that a block with a reason takes. Liars may go on talking.
    private void RequireSilence()
    {
        if (_plan.Lies.Count > 0)
            return;
        _cluster.Scheduler.RunUntil(_cluster.Scheduler.Now + SettlingTime, () => false);
        BeginQuietTime();
        var (votes, height) = (_cluster.Network.VotesSent, _cluster.Checker.Chain.Height);
        _cluster.Scheduler.RunUntil(_cluster.Scheduler.Now + SilenceTime, () => false);
        // The silence may end between the first vote for a block with a reason and the block: then it lasts longer.
        if (!IsSilentSince(votes, height))
            _cluster.Scheduler.RunUntil(_cluster.Scheduler.Now + SettlingTime, () => false);
        InvariantChecker.Require(
            IsSilentSince(votes, height),
            "I12 quiescence",
            $"{_cluster.Network.VotesSent - votes} votes and {_cluster.Checker.Chain.Height - height} blocks");
    }

    private bool IsSilentSince(long votes, int height)
    {
        var pairs = _plan.Validators * (_plan.Validators - 1);
        var made = _cluster.Checker.Chain.Height - height;
        return _cluster.Network.VotesSent - votes <= VotesOfBlockMax * pairs * made;
    }

    private ILiar? LiarAt(NodeHost host, int index, Lie[] lies) =>
        index < 0 || index >= lies.Length
            ? null
            : LiarFactory.Make(lies[index], _seed + (ulong)index, host, _plan.Validators);

    private SeedResult Result(string? failure) => new(
        _seed,
        _plan.Validators,
        _cluster.Trace.Value,
        _cluster.Checker.Chain.Height,
        _cluster.Checker.HighestView.Value,
        _cluster.Checker.Submissions.Committed,
        _cluster.Checker.Submissions.Expired,
        _cluster.Checker.EvidenceFound,
        _cluster.Scheduler.Steps,
        _cluster.Checker.Marks,
        failure);
}
