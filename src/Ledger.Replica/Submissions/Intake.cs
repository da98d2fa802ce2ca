using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Batches;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Submissions;

/// <summary>Where transactions come in: through this node, in its open batch, or in batches of peers.</summary>
internal sealed class Intake(
    ReplicaOptions options,
    ushort self,
    TransactionPool pool,
    Screening screening,
    RecentOutcomes outcomes,
    Outbox outbox)
{
    private readonly OpenBatch _open = new(options.BatchTransactionsMax, options.BatchBytesMax);
    private readonly SortedDictionary<ushort, BatchLink> _links = [];
    private readonly Waiters _waiters = new(options.WaitersMax);
    private readonly OwedBatches _owed = new(options, pool, outbox);

    public Waiters Waiters => _waiters;

    /// <param name="mayBeBehind">The tip may be old: what it refuses, another may take.</param>
    public void Submit(ulong submission, Transaction transaction, ChainTip tip, bool mayBeBehind)
    {
        if (AnswerAtOnce(transaction, tip) is { } answer)
        {
            var isDoubtful = mayBeBehind && answer is SubmissionAnswer.Refused;
            outbox.Answer(submission, isDoubtful ? new SubmissionAnswer.CatchingUp(transaction.Id) : answer);
            return;
        }

        var isNew = !IsKnown(transaction.Id);
        var hasRoom = !isNew || pool.HasRoom(self, _open.Count + 1, _open.Bytes + transaction.Bytes.Length);
        if (!hasRoom || !_waiters.TryAdd(submission, transaction.Id, transaction.Body.ValidUntil))
        {
            outbox.Answer(submission, new SubmissionAnswer.Busy(transaction.Id));
            return;
        }

        outbox.Answer(submission, new SubmissionAnswer.Pending(transaction.Id));
        if (isNew)
            Gather(transaction, tip);
    }

    /// <summary>Somebody waits for a transaction that may have come in elsewhere.</summary>
    public void Watch(ulong submission, TransactionId id, Timestamp validUntil, ChainTip tip)
    {
        if (AnswerFromLog(id, validUntil, tip) is { } answer)
            outbox.Answer(submission, answer);
        else if (!_waiters.TryAdd(submission, id, validUntil))
            outbox.Answer(submission, new SubmissionAnswer.Busy(id));
    }

    /// <summary>Sends what was gathered, and makes it something that a proposal can name.</summary>
    public void Flush(ChainTip tip)
    {
        outbox.CancelTimer(TimerPurpose.FlushBatch);
        if (_open.Count == 0)
            return;
        var batch = _open.Close();
        pool.TryAdd(batch, self, outbox.Now, transaction => IsSettled(transaction, tip));
        foreach (var link in _links.Values)
            link.Send(batch, outbox);
    }

    /// <summary>
    /// What has waited too long may have been lost by the others, with the node through which it came in: who still has
    /// it sends it again, a little at each pause (R11).
    /// </summary>
    public void OfferAgain(Height tip, Timestamp before)
    {
        if (screening.OldestAdmissible(tip, outbox.Now) is not { } oldest || oldest > before)
            return;
        var batch = pool.Oldest(options.BatchTransactionsMax, options.BatchBytesMax);
        foreach (var link in _links.Values)
            link.Offer(batch, outbox);
    }

    /// <summary>True if the pool has it now and had it not before.</summary>
    public bool OnBatch(ushort peer, PeerMessage.Batch batch, ChainTip tip)
    {
        LinkOf(peer).Receive(batch.Sequence, outbox);
        return TryPool(peer, batch.Content, tip);
    }

    /// <summary>A batch of a peer's own that this node asked for; those of others only serve a block.</summary>
    public void OnFoundBatch(ushort peer, TransactionBatch batch, ChainTip tip)
    {
        if (_owed.TryTake(peer, batch.Id))
            TryPool(peer, batch, tip);
    }

    /// <summary>A block has made room for what peers could not leave here before.</summary>
    public void OnCommit() => _owed.Ask();

    public void OnAcknowledged(ushort peer, ulong sequence) => LinkOf(peer).Acknowledge(sequence);

    public void Connect(ushort peer) => LinkOf(peer).Connect(outbox);

    public void Disconnect(ushort peer) => LinkOf(peer).Disconnect();

    /// <summary>Creates the link, so that what is gathered before the first connection waits for it.</summary>
    public BatchLink LinkOf(ushort peer)
    {
        if (!_links.TryGetValue(peer, out var link))
            _links[peer] = link = new(peer, options.UnacknowledgedBytesMax);
        return link;
    }

    private bool TryPool(ushort peer, TransactionBatch batch, ChainTip tip)
    {
        if (pool.HasRoom(peer, batch.Transactions.Length, batch.Bytes))
            return pool.TryAdd(batch, peer, outbox.Now, transaction => IsSettled(transaction, tip));
        if (pool.FindBatch(batch.Id) is null)
            _owed.Note(peer, batch.Id);
        return false;
    }

    private SubmissionAnswer? AnswerAtOnce(Transaction transaction, ChainTip tip)
    {
        if (AnswerFromLog(transaction.Id, transaction.Body.ValidUntil, tip) is { } answer)
            return answer;
        if (IsKnown(transaction.Id))
            return null;
        var reason = pool.UsesNonce(transaction.Body) || _open.UsesNonce(transaction.Body)
            ? Reason.TransactionNonceReused
            : screening.Judge(transaction, tip.Height, outbox.Now);
        return reason == Reason.None ? null : new SubmissionAnswer.Refused(transaction.Id, reason);
    }

    // The log is asked first, so that the same bytes give the same outcome whenever they are sent again.
    private SubmissionAnswer? AnswerFromLog(TransactionId id, Timestamp validUntil, ChainTip tip)
    {
        if (outcomes.Find(id) is { } committed)
            return new SubmissionAnswer.Committed(id, committed.Height, committed.Index, committed.Outcome);
        return validUntil <= tip.Header.Time ? new SubmissionAnswer.Expired(id, tip.Height) : null;
    }

    private bool IsSettled(Transaction transaction, ChainTip tip) =>
        transaction.Body.ValidUntil <= tip.Header.Time || outcomes.Find(transaction.Id) is not null;

    private bool IsKnown(TransactionId id) => pool.Contains(id) || _open.Contains(id);

    private void Gather(Transaction transaction, ChainTip tip)
    {
        _open.Add(transaction);
        if (_open.IsFull)
            Flush(tip);
        else if (!outbox.IsRunning(TimerPurpose.FlushBatch))
            outbox.SetTimer(TimerPurpose.FlushBatch, options.BatchDelay);
    }
}
