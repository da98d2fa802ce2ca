using Ledger.Consensus.Messages;

namespace Ledger.Consensus.Tests.Clusters;

/// <summary>
/// A run from one seed: first loss, long delays, partitions, crashes and restarts, then a healed network in which
/// every honest validator must move on.
/// </summary>
internal sealed class RandomFaults
{
    private static readonly TimeSpan Unrest = TimeSpan.FromSeconds(20);

    private readonly Cluster _cluster;
    private int[] _sides;
    private bool _isHealed;

    public RandomFaults(int seed, int count = 4, ConsensusRules? rules = null, int twins = 0, bool forgets = false)
    {
        _cluster = new(count, seed, rules, twins) { ForgetsOnRestart = forgets };
        _sides = new int[_cluster.Nodes.Count];
        _cluster.Delay = DelayOf;
    }

    public Cluster Cluster => _cluster;

    /// <summary>
    /// Runs it all; false if some honest validator does not commit two more blocks after the healing.
    /// </summary>
    public bool Run()
    {
        _cluster.Start();
        for (var fault = 0; fault < 10; fault++)
            Plan(Moment(), Crash);
        for (var fault = 0; fault < 6; fault++)
            Plan(Moment(), Divide);
        _cluster.RunFor(Unrest);
        Heal();
        var reached = _cluster.Honest.Max(node => node.Tip.Height.Value);
        return _cluster.RunUntil(
            () => _cluster.Honest.All(node => node.Tip.Height.Value >= reached + 2), TimeSpan.FromSeconds(60));
    }

    private TimeSpan Moment() => TimeSpan.FromMilliseconds(_cluster.Draw((int)Unrest.TotalMilliseconds));

    private void Plan(TimeSpan moment, Action fault) => _cluster.At(moment, () =>
    {
        if (!_isHealed)
            fault();
    });

    private void Crash()
    {
        var node = _cluster.Nodes[_cluster.Draw(_cluster.Nodes.Count)];
        if (!node.IsUp)
            return;
        node.Crash();
        _cluster.At(TimeSpan.FromMilliseconds(50 + _cluster.Draw(5000)), () =>
        {
            if (!node.IsUp)
                node.Restart();
        });
    }

    private void Divide() =>
        _sides = _cluster.Draw(10) < 7 ? [.. _sides.Select(_ => _cluster.Draw(2))] : new int[_sides.Length];

    private void Heal()
    {
        _isHealed = true;
        foreach (var node in _cluster.Nodes.Where(node => !node.IsUp))
            node.Restart();
    }

    private uint? DelayOf(int from, int to, ConsensusMessage message)
    {
        if (_isHealed)
            return (uint)(1 + _cluster.Draw(60));
        if (_sides[from] != _sides[to] || _cluster.Draw(4) == 0)
            return null;
        return (uint)(_cluster.Draw(2) == 0 ? 1 + _cluster.Draw(60) : 60 + _cluster.Draw(2000));
    }
}
