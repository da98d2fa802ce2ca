using Ledger.Consensus.Votes;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica;
using Ledger.Replica.Blocks;
using Ledger.Simulation.Checkers;
using Ledger.Simulation.Keys;
using Ledger.Simulation.Network;
using Ledger.Simulation.Running;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Nodes;

/// <summary>What all simulated processes share.</summary>
internal sealed class NodeHost
{
    public required SimulatedGenesis Genesis { get; init; }

    public required Scheduler Scheduler { get; init; }

    public required SimulatedRandom Random { get; init; }

    public required IKeyring Keyring { get; init; }

    public required InvariantChecker Checker { get; init; }

    public required TraceHash Trace { get; init; }

    public required ReplicaOptions Options { get; init; }

    public required PlantedBug Bug { get; init; }

    public required SimulatedEdge Edge { get; init; }

    /// <summary>
    /// Turns messages into bytes and back as the real node does; none where nothing is signed in earnest.
    /// </summary>
    public WirePassage? Wire { get; init; }

    /// <summary>Whether a customer signed the very bytes.</summary>
    public required Predicate<Transaction> IsOfCustomer { get; init; }

    /// <summary>Set once the nodes exist, which the network has to know.</summary>
    public SimulatedNetwork? Network { get; set; }

    /// <summary>How long a flush of the journal keeps a process busy.</summary>
    public TimeSpan FlushTime { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>The simulation starts an hour after genesis, so that no clock is before it.</summary>
    public Timestamp TimeOf(TimeSpan skew) =>
        Genesis.Document.Time.After(Scheduler.Now + skew + TimeSpan.FromHours(1));

    public BlockWorker NewWorker() => new(Genesis.Document.Id, Genesis.Rules);

    public LedgerReplica NewReplica(ushort index, Replica.Ports.IBlockStore store)
    {
        var identity = ReplicaIdentity.Of(Genesis.Document, index);
        var core = new Consensus.ConsensusCore(
            identity.Network, index, identity.ConsensusParameters(Options), Bug.Rules);
        return new(identity, Options, store, core, new SignerGuard(Bug.Rules));
    }
}
