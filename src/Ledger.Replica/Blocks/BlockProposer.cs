using System.Collections.Immutable;
using Ledger.Consensus;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Batches;
using Ledger.Replica.Bodies;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Blocks;

/// <summary>Fills a block from the pool when the core asks this node for one.</summary>
internal sealed class BlockProposer(
    ReplicaIdentity identity,
    TransactionPool pool,
    BlockBodies bodies,
    BatchExchange batches,
    Screening screening,
    Outbox outbox)
{
    private BuildRequest? _building;
    private IReadOnlyList<PoolSlot> _slots = [];

    public void Build(Effect.BuildBlock wanted, ChainTip parent)
    {
        batches.Flush(parent);
        var time = outbox.Now > parent.Header.Time ? outbox.Now : parent.Header.Time.Next;
        var parameters = identity.Parameters;
        var limits = new Selection.Limits(
            parameters.BlockTransactionsMax, parameters.BlockBytesMax, parameters.BlockWorkUnitsMax);
        _slots = Selection.Select(pool, limits, time, wanted.Height.Value);
        ImmutableArray<Transaction> candidates =
            [.. _slots.Select(slot => slot.Batch[slot.Index]!)];
        _building = new(parent, wanted.View, identity.Self, wanted.Streak, time, candidates);
        outbox.Release(new ReleasedEffect.Build(_building));
    }

    /// <summary>The block is there; void if another was asked for meanwhile.</summary>
    public void OnBuilt(BuiltBlock built, ChainTip tip)
    {
        if (!ReferenceEquals(built.Request, _building) || built.Request.Parent.Hash != tip.Hash)
            return;
        bodies.OnBuilt(built, RecipeWriter.Write(_slots, built.Block.Transactions));
        foreach (var refusal in built.Refusals)
            Refuse(built.Request.Candidates[refusal.Candidate], refusal.Reason, tip.Height);
        outbox.Tell(new Input.BlockBuilt(outbox.Now, built.Request.View, built.Block.Header));
        Forget();
    }

    public void Forget()
    {
        _building = null;
        _slots = [];
    }

    // Whoever waits for it goes on waiting: another node may still have it, and only the log says that it is in vain.
    private void Refuse(Transaction transaction, Reason reason, Height tip) =>
        pool.Refuse(transaction.Id, tip, screening.LiftedAt(reason, transaction, outbox.Now));
}
