using Ledger.Consensus;
using Ledger.Consensus.Votes;
using Ledger.Replica.Batches;
using Ledger.Replica.Blocks;
using Ledger.Replica.Bodies;
using Ledger.Replica.CatchUp;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;
using Ledger.Replica.Submissions;
using Ledger.Replica.Votes;

namespace Ledger.Replica;

/// <summary>What a replica is made of. The parts speak to each other and to the core through the outbox.</summary>
internal sealed class ReplicaParts
{
    public ReplicaParts(
        ReplicaIdentity identity, ReplicaOptions options, IBlockStore store, ConsensusCore core, SignerGuard guard)
    {
        options.Validate();
        (Identity, Store, Core, Tip) = (identity, store, core, store.Tip);
        var outcomes = new RecentOutcomes(store);
        var parameters = identity.ConsensusParameters(options);
        Pool = new(options.Pool);
        var screening = new Screening(identity, store, Pool);
        Waiters = new(options.WaitersMax);
        Batches = new(options, identity.Self, Pool, screening, outcomes, Outbox);
        Intake = new(Batches, screening, outcomes, Waiters, Outbox);
        Bodies = new(
            identity.Self,
            options,
            identity.Rules.Parameters.BlockTransactionsMax,
            Pool,
            hash => core.State?.Bodies.ContainsKey(hash) == true,
            Outbox);
        Proposer = new(identity, Pool, Bodies, Batches, screening, Outbox);
        Committer = new(Pool, Bodies, outcomes, Waiters, Outbox);
        Fetcher = new(options, Bodies, Outbox);
        Caster = new(guard, Outbox);
        Accusations = new(store, Outbox);
        Timers = new(Outbox);
        Patience = parameters.ViewTimeout;
        Demand = new(parameters, store, screening, Waiters, Outbox);
        Whereabouts = new(core, Caster, Fetcher);
    }

    public ReplicaIdentity Identity { get; }

    public IBlockStore Store { get; }

    public ConsensusCore Core { get; }

    public Outbox Outbox { get; } = new();

    public TransactionPool Pool { get; }

    public Waiters Waiters { get; }

    public BatchExchange Batches { get; }

    public Intake Intake { get; }

    public BlockBodies Bodies { get; }

    public BlockProposer Proposer { get; }

    public BlockCommitter Committer { get; }

    public BlockFetcher Fetcher { get; }

    public VoteCaster Caster { get; }

    public Accusations Accusations { get; }

    public ConsensusTimers Timers { get; }

    public Demand Demand { get; }

    public Whereabouts Whereabouts { get; }

    /// <summary>What is in the pool for longer should be in the log.</summary>
    public TimeSpan Patience { get; }

    /// <summary>The last committed block; the store has it once the effects were carried out.</summary>
    public ChainTip Tip { get; set; }
}
