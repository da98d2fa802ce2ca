using System.Collections.Immutable;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Replica.Pool;

/// <summary>A transaction that waits for its outcome, and everywhere that its author's nonce was seen.</summary>
internal sealed class PoolEntry(Transaction transaction, PoolSlot first)
{
    public Transaction Transaction { get; } = transaction;

    public PoolSlot First { get; } = first;

    /// <summary>
    /// Copies, and other transactions with the same author and nonce: they can't all have an outcome.
    /// </summary>
    public ImmutableArray<PoolSlot> Others { get; set; } = [];

    /// <summary>How many tips in a row found it not admissible.</summary>
    public int Refusals { get; private set; }

    /// <summary>The tip that judged it last, so that each counts once; none yet if nothing did.</summary>
    public Height? JudgedAt { get; private set; }

    /// <summary>When time alone may lift the refusal; none if only a block can.</summary>
    public Timestamp? LiftedAt { get; private set; }

    /// <summary>What the tip said at that time still holds.</summary>
    public bool IsJudged(Height tip, Timestamp time) => JudgedAt == tip && !(LiftedAt <= time);

    public void Note(Height tip, bool isAdmissible, Timestamp? liftedAt)
    {
        LiftedAt = liftedAt;
        if (isAdmissible)
            Refusals = 0;
        else if (JudgedAt != tip)
            Refusals++;
        JudgedAt = tip;
    }
}

/// <summary>A place in a batch.</summary>
internal readonly record struct PoolSlot(PooledBatch Batch, int Index);
