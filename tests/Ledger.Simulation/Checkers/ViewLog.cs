using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Checkers;

/// <summary>I9 and I17: views only grow, with certificates, and everybody knows the same leader of each.</summary>
internal sealed class ViewLog
{
    private readonly Dictionary<int, (Height Height, View View)> _last = [];
    private readonly Dictionary<(Height Height, View View), ushort> _leaders = [];

    /// <summary>The highest view that any honest process entered.</summary>
    public View Highest { get; private set; }

    public void OnStart(SimulatedNode node) => _last.Remove(node.Slot);

    /// <param name="mayFork">Leaders follow from the chain: on two chains they may be two.</param>
    public void Add(SimulatedNode node, ReplicaEvent.ViewEntered entered, bool mayFork)
    {
        var isFirst = !_last.TryGetValue(node.Slot, out var last);
        var isForward = entered.Height > last.Height || (entered.Height == last.Height && entered.View > last.View);
        InvariantChecker.Require(
            isFirst || isForward, "I9 views only grow", $"node {node.Slot}: {entered} after {last}");
        var isEntitled = entered.View == View.First || entered.Entry is not null || isFirst;
        InvariantChecker.Require(isEntitled, "I9 views need a certificate", $"node {node.Slot}: {entered}");
        _leaders.TryAdd((entered.Height, entered.View), entered.Leader);
        InvariantChecker.Require(
            mayFork || _leaders[(entered.Height, entered.View)] == entered.Leader,
            "I17 one leader",
            $"node {node.Slot}: {entered}");
        _last[node.Slot] = (entered.Height, entered.View);
        if (entered.View > Highest)
            Highest = entered.View;
    }
}
