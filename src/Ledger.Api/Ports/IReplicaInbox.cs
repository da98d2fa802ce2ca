using Ledger.Replica.Ports;

namespace Ledger.Api.Ports;

/// <summary>The way into the replica's one loop.</summary>
public interface IReplicaInbox
{
    /// <summary>False if the inbox is full or the node is stopping: nothing was taken.</summary>
    bool TryPost(ReplicaInput input);
}
