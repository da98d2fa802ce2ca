using Ledger.Execution.Admission;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Pool;

/// <summary>
/// Which transactions could enter the log now. Rubbish that no block can take must neither come in through this node
/// nor keep the network awake (PROTOCOL 10.9).
/// </summary>
internal sealed class Screening(ReplicaIdentity identity, IBlockStore store, TransactionPool pool)
{
    /// <summary>Judged at each look at most; the next look goes on from there.</summary>
    private const int JudgedMax = 32;

    private readonly AdmissionDesk _desk = new(identity.Rules);

    /// <summary>None if it is admissible, or if the state it would meet is not there yet.</summary>
    public Reason Judge(Transaction transaction, Height tip, Timestamp time)
    {
        if (store.Tip.Height != tip)
            return Reason.None;
        using var state = store.OpenState();
        return _desk.Judge(state.View.Entries, transaction, tip.Next, time);
    }

    /// <summary>The last look ended before it had seen enough.</summary>
    public bool IsUnfinished { get; private set; }

    /// <summary>When time alone may lift a refusal that the last look met; none if only a block can.</summary>
    public Timestamp? FirstLift { get; private set; }

    public Timestamp? LiftedAt(Reason refusal, Transaction transaction, Timestamp time) =>
        _desk.LiftedAt(refusal, transaction, time);

    /// <summary>When the transaction arrived that has waited longest of those that a block could take.</summary>
    public Timestamp? OldestAdmissible(Height tip, Timestamp time)
    {
        Timestamp? oldest = null;
        var left = JudgedMax;
        FirstLift = null;
        foreach (var source in pool.Sources)
        {
            if (FirstAdmissible(source, tip, time, ref left) is { } arrival && (oldest is null || arrival < oldest))
                oldest = arrival;
        }

        IsUnfinished = left == 0;
        return oldest;
    }

    private Timestamp? FirstAdmissible(PoolSource source, Height tip, Timestamp time, ref int left)
    {
        foreach (var batch in source.Batches)
        {
            for (var index = 0; index < batch.Count; index++)
            {
                if (!batch.IsCandidate(index) || batch[index] is not { } transaction)
                    continue;
                if (IsAdmissible(transaction, tip, time, ref left))
                    return batch.ArrivedAt;
                if (left == 0)
                    return null;
            }
        }

        return null;
    }

    private bool IsAdmissible(Transaction transaction, Height tip, Timestamp time, ref int left)
    {
        if (pool.FindEntry(transaction.Id) is not { } entry)
            return false;
        if (!entry.IsJudged(tip, time) && store.Tip.Height == tip)
        {
            left--;
            var refusal = Judge(transaction, tip, time);
            entry.Note(tip, refusal == Reason.None, LiftedAt(refusal, transaction, time));
        }

        if (entry.LiftedAt is { } lifted && lifted > time && !(FirstLift <= lifted))
            FirstLift = lifted;
        return entry.Refusals == 0;
    }
}
