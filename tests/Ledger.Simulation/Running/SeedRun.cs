using Ledger.Simulation.Checkers;
using Ledger.Simulation.Faults;
using Ledger.Simulation.Liars;
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

    private static readonly TimeSpan FaultsEnd = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan ValidityMin = TimeSpan.FromSeconds(2);

    private readonly ulong _seed;
    private readonly FaultPlan _plan;
    private readonly Cluster _cluster;
    private readonly SimulatedRandom _random;
    private readonly FaultInjection _faults;
    private readonly Aftermath _aftermath;
    private bool _isSubmitting = true;

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
        _faults = new(_cluster, _plan, _random);
        _aftermath = new(_cluster, _plan);
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
        _faults.Begin();
        _cluster.StartAll();
        _faults.Schedule();
        SubmitNext();
        _cluster.Scheduler.RunUntil(FaultsEnd, () => _cluster.Checker.Chain.Height >= HeightsMin);
        _faults.End();
        _aftermath.RequireProgress();
        _isSubmitting = false;
        _aftermath.RequireAnswers();
        _aftermath.RequireSilence();
        var quiet = _plan.Lies.Count > 0 ? null : _aftermath.Quiet;
        Replay.Check(_cluster.Host, _cluster.Checker.Chain, _cluster.Honest, quiet);
    }

    private void SubmitNext()
    {
        if (!_isSubmitting)
            return;
        var node = _cluster.OneOf(_random);
        if (node.IsRunning)
        {
            var validity = _random.Chance(5) ? ValidityMin : Aftermath.ValidityMax;
            _cluster.Submit(node, _cluster.NewTransaction(validity));
        }

        _cluster.Scheduler.After(_random.Between(TimeSpan.Zero, _plan.SubmitPause * 2), SubmitNext);
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
