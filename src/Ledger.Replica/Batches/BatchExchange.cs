using Ledger.Model.Transactions;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Replica.Blocks;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Batches;

/// <summary>
/// Carries transactions between the nodes, batch by batch, into every pool (PROTOCOL 10.2): those that came in here go
/// to each peer once, and those that peers send are pooled or asked for again when there is room.
/// </summary>
internal sealed class BatchExchange(
    ReplicaOptions options,
    ushort self,
    TransactionPool pool,
    Screening screening,
    RecentOutcomes outcomes,
    Outbox outbox)
{
    private readonly OpenBatch _open = new(options.BatchTransactionsMax, options.BatchBytesMax);
    private readonly SortedDictionary<ushort, BatchLink> _links = [];
    private readonly OwedBatches _owed = new(options, pool, outbox);

    /// <summary>Makes the links to the others, so that what is gathered before they connect waits for them.</summary>
    public void Begin(ValidatorSet validators)
    {
        foreach (var validator in validators.Validators)
        {
            if (validator.Index != self)
                LinkOf(validator.Index);
        }
    }

    /// <summary>Whether the transaction waits here for a block, sent already or not.</summary>
    public bool Holds(TransactionId id) => pool.Contains(id) || _open.Contains(id);

    /// <summary>Whether a transaction that waits here already uses the author's nonce.</summary>
    public bool UsesNonce(TransactionBody body) => pool.UsesNonce(body) || _open.UsesNonce(body);

    /// <summary>
    /// Whether this node's part of the pool has room for one more beside those that are not sent yet.
    /// </summary>
    public bool HasRoomFor(Transaction transaction) =>
        pool.HasRoom(self, _open.Count + 1, _open.Bytes + transaction.Bytes.Length);

    /// <summary>Takes a transaction that came in here; it leaves with its batch, soon.</summary>
    public void Gather(Transaction transaction, ChainTip tip)
    {
        _open.Add(transaction);
        if (_open.IsFull)
            Flush(tip);
        else if (!outbox.IsRunning(TimerPurpose.FlushBatch))
            outbox.SetTimer(TimerPurpose.FlushBatch, options.BatchDelay);
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

    public void OnAcknowledged(ushort peer, ulong sequence) => LinkOf(peer).Acknowledge(sequence, outbox);

    /// <summary>A block has made room for what peers could not leave here before.</summary>
    public void OnCommit() => _owed.Ask();

    public void Connect(ushort peer) => LinkOf(peer).Connect(outbox);

    public void Disconnect(ushort peer) => LinkOf(peer).Disconnect();

    private BatchLink LinkOf(ushort peer)
    {
        if (!_links.TryGetValue(peer, out var link))
            _links[peer] = link = new(peer, options.UnacknowledgedBytesMax, options.UnderwayBytesMax);
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

    private bool IsSettled(Transaction transaction, ChainTip tip) =>
        transaction.Body.ValidUntil <= tip.Header.Time || outcomes.Find(transaction.Id) is not null;
}
