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
    /// <summary>Judged of each source at each look at most; the next look goes on from there.</summary>
    private const int JudgedMax = 32;

    private readonly AdmissionDesk _desk = new(identity.Rules);
    private readonly Dictionary<ushort, RefusedRun> _runs = [];

    /// <summary>The last look ended before it had seen enough.</summary>
    public bool IsUnfinished { get; private set; }

    /// <summary>When time alone may lift a refusal that the last look met; none if only a block can.</summary>
    public Timestamp? FirstLift { get; private set; }

    /// <summary>None if it is admissible, or if the state it would meet is not there yet.</summary>
    public Reason Judge(Transaction transaction, Height tip, Timestamp time)
    {
        if (store.Tip.Height != tip)
            return Reason.None;
        using var state = store.OpenState();
        return _desk.Judge(state.View.Entries, transaction, tip.Next, time);
    }

    public Timestamp? LiftedAt(Reason refusal, Transaction transaction, Timestamp time) =>
        _desk.LiftedAt(refusal, transaction, time);

    /// <summary>When the transaction arrived that has waited longest of those that a block could take.</summary>
    public Timestamp? OldestAdmissible(Height tip, Timestamp time)
    {
        Timestamp? oldest = null;
        IsUnfinished = false;
        FirstLift = null;
        foreach (var source in pool.Sources)
            oldest = Timestamp.Earliest(oldest, FirstAdmissible(source, tip, time));
        return oldest;
    }

    private Timestamp? FirstAdmissible(PoolSource source, Height tip, Timestamp time)
    {
        var run = RunOf(source, tip, time);
        var left = JudgedMax;
        var batch = run.Last is { } last ? last.Next : source.Batches.First;
        while (batch is not null && left > 0 && !IsAnyAdmissible(batch.Value, run, time, ref left))
        {
            if (left > 0 && store.Tip.Height == tip)
                run.Last = batch;
            batch = batch.Next;
        }

        IsUnfinished |= left == 0;
        FirstLift = Timestamp.Earliest(FirstLift, run.FirstLift);
        return left == 0 ? null : batch?.Value.ArrivedAt;
    }

    private bool IsAnyAdmissible(PooledBatch batch, RefusedRun run, Timestamp time, ref int left)
    {
        for (var index = 0; index < batch.Count && left > 0; index++)
        {
            if (batch.IsCandidate(index)
                && batch[index] is { } transaction
                && pool.FindEntry(transaction.Id) is { } entry
                && IsAdmissible(entry, run, time, ref left))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAdmissible(PoolEntry entry, RefusedRun run, Timestamp time, ref int left)
    {
        if (!entry.IsJudged(run.Tip, time) && store.Tip.Height == run.Tip)
        {
            var refusal = Judge(entry.Transaction, run.Tip, time);
            entry.Note(run.Tip, refusal == Reason.None, LiftedAt(refusal, entry.Transaction, time));
            left -= refusal == Reason.None ? 0 : 1;
        }

        if (entry.LiftedAt is { } lifted && lifted > time)
            run.FirstLift = Timestamp.Earliest(run.FirstLift, lifted);
        return entry.Refusals == 0;
    }

    // What the tip has refused is not walked through again at every input, until time lifts the first refusal.
    private RefusedRun RunOf(PoolSource source, Height tip, Timestamp time)
    {
        if (!_runs.TryGetValue(source.Index, out var run)
            || run.Tip != tip
            || run.FirstLift <= time
            || run.Last?.List is null)
        {
            _runs[source.Index] = run = new(tip);
        }

        return run;
    }

    /// <summary>The batches of one source, from its oldest on, of which a tip has refused everything.</summary>
    private sealed class RefusedRun(Height tip)
    {
        public Height Tip => tip;

        public LinkedListNode<PooledBatch>? Last { get; set; }

        /// <summary>When time alone may lift the first of these refusals.</summary>
        public Timestamp? FirstLift { get; set; }
    }
}
