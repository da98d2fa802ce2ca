using Ledger.Replica.Ports;

namespace Ledger.Node.Observation;

/// <summary>Tells each of several what happened, in order.</summary>
internal sealed class Observers(params IReplicaObserver[] observers) : IReplicaObserver
{
    public void Observe(ReplicaEvent happened)
    {
        foreach (var observer in observers)
            observer.Observe(happened);
    }
}
