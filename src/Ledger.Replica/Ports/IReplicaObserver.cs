namespace Ledger.Replica.Ports;

/// <summary>Told what happened. Decides nothing.</summary>
public interface IReplicaObserver
{
    void Observe(ReplicaEvent happened);
}
