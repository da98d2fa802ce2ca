using Ledger.Model.Values;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Network;

/// <summary>
/// Connections between all processes. Urgent messages may be lost, doubled, late and out of order; bulk comes in order
/// until its connection breaks, which both ends notice.
/// </summary>
internal sealed class SimulatedNetwork(Scheduler scheduler, SimulatedRandom random, IReadOnlyList<SimulatedNode> nodes)
{
    private static readonly TimeSpan ReconnectMin = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan ReconnectMax = TimeSpan.FromMilliseconds(400);

    private readonly HashSet<(int From, int To)> _blocked = [];
    private readonly HashSet<(MessageKind Kind, int From, int To)> _filtered = [];
    private readonly Dictionary<(int Low, int High), Connection> _connections = [];

    public LinkFaults Faults { get; set; } = LinkFaults.None;

    public long Sent { get; private set; }

    /// <summary>Messages that say anything about a view: what an idle network must not send.</summary>
    public long VotesSent { get; private set; }

    public void Block(int from, int to) => _blocked.Add((from, to));

    public void Unblock(int from, int to) => _blocked.Remove((from, to));

    /// <summary>Loses messages of one kind only; their connection stays up.</summary>
    public void Filter(MessageKind kind, int from, int to) => _filtered.Add((kind, from, to));

    public void Unfilter(MessageKind kind) => _filtered.RemoveWhere(filter => filter.Kind == kind);

    public void UnblockAll()
    {
        _blocked.Clear();
        _filtered.Clear();
    }

    /// <summary>
    /// Where the other validators stand, one each, that a process reaches both ways; liars say genesis.
    /// </summary>
    public IReadOnlyList<Height> TipsInReach(SimulatedNode node)
    {
        var others = nodes.Where(other => other.Index != node.Index && other.IsRunning
            && !IsBlocked(node.Slot, other.Slot) && !IsBlocked(other.Slot, node.Slot));
        return [.. others.DistinctBy(other => other.Index)
            .Select(other => other.IsHonest ? other.Store.Tip.Height : Height.Genesis)];
    }

    public bool IsBlocked(int from, int to) => _blocked.Contains((from, to));

    public void Send(SimulatedNode from, ushort to, PeerMessage message)
    {
        foreach (var node in nodes)
        {
            if (node.Index == to && node.Index != from.Index)
                Transmit(from, node, message);
        }
    }

    public void Broadcast(SimulatedNode from, PeerMessage message)
    {
        foreach (var node in nodes)
        {
            if (node.Index != from.Index)
                Transmit(from, node, message);
        }
    }

    /// <summary>Both ends of all connections of a process that stopped notice it a little later.</summary>
    public void Disconnect(SimulatedNode node)
    {
        foreach (var other in nodes)
        {
            if (other.Index != node.Index)
                Break(node, other);
        }
    }

    /// <summary>A process that came up connects to all that it reaches.</summary>
    public void Connect(SimulatedNode node)
    {
        foreach (var other in nodes)
        {
            if (other.Index != node.Index)
                ReconnectLater(node, other);
        }
    }

    private void Transmit(SimulatedNode from, SimulatedNode to, PeerMessage message)
    {
        Sent++;
        if (_filtered.Count > 0 && _filtered.Contains((MessageKinds.Of(message), from.Slot, to.Slot)))
            return;
        if (message.IsUrgent)
            TransmitUrgent(from, to, message);
        else
            TransmitBulk(from, to, message);
    }

    private void TransmitUrgent(SimulatedNode from, SimulatedNode to, PeerMessage message)
    {
        if (message is PeerMessage.Consensus { Message: Consensus.Messages.ConsensusMessage.Voted })
            VotesSent++;
        if (IsBlocked(from.Slot, to.Slot) || random.Chance(Faults.LossPercent))
            return;
        Deliver(from, to, message, Delay());
        if (random.Chance(Faults.DuplicatePercent))
            Deliver(from, to, message, Delay() + Delay());
    }

    private void TransmitBulk(SimulatedNode from, SimulatedNode to, PeerMessage message)
    {
        var connection = ConnectionOf(from, to);
        if (!connection.IsUp)
            return;
        if (IsBlocked(from.Slot, to.Slot) || IsBlocked(to.Slot, from.Slot))
        {
            Break(from, to);
            return;
        }

        // Never earlier than what was sent before on the same connection.
        var arrival = scheduler.Now + Delay();
        ref var last = ref connection.LastArrival(from.Slot < to.Slot);
        last = arrival > last ? arrival : last;
        var session = connection.Session;
        scheduler.After(last - scheduler.Now, () =>
        {
            if (connection.Session == session && connection.IsUp)
                to.Receive(from.Index, message);
        });
    }

    private void Deliver(SimulatedNode from, SimulatedNode to, PeerMessage message, TimeSpan delay) =>
        scheduler.After(delay, () => to.Receive(from.Index, message));

    private void Break(SimulatedNode one, SimulatedNode other)
    {
        var connection = ConnectionOf(one, other);
        if (!connection.IsUp)
            return;
        connection.IsUp = false;
        connection.Session++;
        one.Disconnect(other.Index);
        other.Disconnect(one.Index);
        ReconnectLater(one, other);
    }

    private void ReconnectLater(SimulatedNode one, SimulatedNode other) =>
        scheduler.After(random.Between(ReconnectMin, ReconnectMax), () => TryConnect(one, other));

    private void TryConnect(SimulatedNode one, SimulatedNode other)
    {
        var connection = ConnectionOf(one, other);
        if (connection.IsUp || !one.IsRunning || !other.IsRunning)
            return;
        if (IsBlocked(one.Slot, other.Slot) || IsBlocked(other.Slot, one.Slot))
        {
            ReconnectLater(one, other);
            return;
        }

        connection.IsUp = true;
        one.Connect(other.Index);
        other.Connect(one.Index);
    }

    private Connection ConnectionOf(SimulatedNode one, SimulatedNode other)
    {
        var key = one.Slot < other.Slot ? (one.Slot, other.Slot) : (other.Slot, one.Slot);
        if (!_connections.TryGetValue(key, out var connection))
            _connections[key] = connection = new();
        return connection;
    }

    private TimeSpan Delay() => random.Chance(Faults.TailPercent)
        ? random.Between(Faults.DelayMax, Faults.DelayTail)
        : random.Between(Faults.DelayMin, Faults.DelayMax);

    private sealed class Connection
    {
        private TimeSpan _lastUp;
        private TimeSpan _lastDown;

        public bool IsUp { get; set; }

        public int Session { get; set; }

        public ref TimeSpan LastArrival(bool isUpward) => ref isUpward ? ref _lastUp : ref _lastDown;
    }
}
