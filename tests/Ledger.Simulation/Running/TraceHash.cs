using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Running;

/// <summary>All that happened, in order, in 64 bits: the same for one seed, or something is not determined.</summary>
internal sealed class TraceHash(Scheduler scheduler)
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public ulong Value { get; private set; } = Offset;

    public void Add(string what, int slot)
    {
        foreach (var character in what)
            Mix(character);
        Mix((ulong)slot);
        Mix((ulong)scheduler.Now.Ticks);
    }

    public void Add(SimulatedNode node, ReplicaInput input) => Add(input.GetType().Name, node.Slot);

    public void Add(SimulatedNode node, ReplicaEvent happened) => Add(happened.GetType().Name, node.Slot);

    public void Add(SimulatedNode node, BlockCommit commit)
    {
        Add("commit", node.Slot);
        foreach (var part in commit.Tip.Hash.Value.ToArray())
            Mix(part);
    }

    private void Mix(ulong word) => Value = unchecked((Value ^ word) * Prime);
}
