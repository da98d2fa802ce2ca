using Ledger.Model.Values;
using Ledger.Node.Observation;
using Ledger.Replica;
using Ledger.Replica.Ports;

namespace Ledger.Node.Loop;

/// <summary>
/// The node's one loop: drain the inputs into the replica, make durable what it wants durable with one flush, then
/// carry out the rest in order. Any exception here ends the node: what is on the disk after it is unknown.
/// </summary>
internal sealed class ReplicaLoop(
    LedgerReplica replica, Inbox inbox, EffectRunner effects, LoopGauge gauge, TimeProvider clock)
{
    /// <summary>Inputs in one turn at most, so that a flood can't hold back what has been decided.</summary>
    private const int InputsPerTurnMax = 256;

    private readonly ReplicaEffects _asked = new();

    /// <summary>Runs until the inbox is closed and empty, or until it is cancelled.</summary>
    public void Run(JournalScan journal, CancellationToken cancellationToken)
    {
        replica.Start(Now(), journal, _asked);
        effects.Run(_asked);
        gauge.Take(replica, Now());
        while (inbox.Wait(cancellationToken))
            Turn();
    }

    private void Turn()
    {
        for (var taken = 0; taken < InputsPerTurnMax && inbox.TryTake(out var input); taken++)
            replica.Handle(Now(), input!, _asked);
        effects.Run(_asked);
        gauge.Take(replica, Now());
    }

    private Timestamp Now() => new((ulong)clock.GetUtcNow().ToUnixTimeMilliseconds());
}
