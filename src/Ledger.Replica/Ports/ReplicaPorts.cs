namespace Ledger.Replica.Ports;

/// <summary>All that a replica needs from outside: the real node brings one set, the simulator another.</summary>
public sealed record ReplicaPorts(
    IBlockStore Store,
    IJournal Journal,
    IPeers Peers,
    ITimers Timers,
    ISigner Signer,
    IExecution Execution,
    ISubmitters Submitters,
    IReplicaObserver Observer);
