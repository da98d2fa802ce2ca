using Ledger.Replica.Ports;

namespace Ledger.Replication;

/// <summary>The host's queue of inputs. A full queue makes the caller wait, and so the peer.</summary>
public interface IReplicaInbox
{
    ValueTask PostAsync(ReplicaInput input, CancellationToken cancellationToken);
}
