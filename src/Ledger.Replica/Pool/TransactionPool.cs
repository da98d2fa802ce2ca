using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Batches;

namespace Ledger.Replica.Pool;

/// <summary>
/// Verified transactions without an outcome, kept in the batches that brought them, since proposals name batches.
/// Never evicts to make room: what does not fit its source's part is refused, so that nobody displaces another.
/// </summary>
internal sealed class TransactionPool
{
    /// <summary>
    /// Tips in a row that must find a transaction inadmissible: a node that lags may be wrong for a while.
    /// </summary>
    private const int RefusalsMax = 8;

    private readonly PoolLimits _limits;
    private readonly SortedDictionary<ushort, PoolSource> _sources = [];
    private readonly Dictionary<Digest, PooledBatch> _batches = [];
    private readonly Dictionary<TransactionId, PoolEntry> _entries = [];
    private readonly Dictionary<(AccountId Author, Nonce Nonce), PoolEntry> _nonces = [];
    private readonly SortedSet<(Timestamp ValidUntil, TransactionId Id)> _expiries = [];
    private int _sharedTransactions;
    private long _sharedBytes;

    public TransactionPool(PoolLimits limits)
    {
        limits.Validate();
        _limits = limits;
    }

    public PoolLimits Limits => _limits;

    /// <summary>Transactions that a proposal may take.</summary>
    public int Count => _entries.Count;

    public int BatchCount => _batches.Count;

    public IEnumerable<PoolSource> Sources => _sources.Values;

    public bool Contains(TransactionId id) => _entries.ContainsKey(id);

    /// <summary>Whether another transaction already uses the author's nonce.</summary>
    public bool UsesNonce(TransactionBody body) => _nonces.ContainsKey((body.Author, body.Nonce));

    public PooledBatch? FindBatch(Digest id) => _batches.GetValueOrDefault(id);

    public PoolEntry? FindEntry(TransactionId id) => _entries.GetValueOrDefault(id);

    /// <summary>The transactions of each source that have waited longest, one batch at most.</summary>
    public TransactionBatch Oldest(int countMax, int bytesMax)
    {
        var oldest = ImmutableArray.CreateBuilder<Transaction>();
        var bytes = 0;
        foreach (var batch in _sources.Values.SelectMany(source => source.Batches).OrderBy(batch => batch.ArrivedAt))
        {
            for (var index = 0; index < batch.Count; index++)
            {
                if (!batch.IsCandidate(index) || batch[index] is not { } transaction)
                    continue;
                bytes += transaction.Bytes.Length;
                if (oldest.Count == countMax || bytes > bytesMax)
                    return TransactionBatch.Of(oldest.ToImmutable());
                oldest.Add(transaction);
            }
        }

        return TransactionBatch.Of(oldest.ToImmutable());
    }

    /// <summary>Whether so much more fits into what the source may use.</summary>
    public bool HasRoom(ushort source, int transactions, long bytes)
    {
        var used = _sources.GetValueOrDefault(source);
        var (usedTransactions, usedBytes) = (used?.Transactions ?? 0, used?.Bytes ?? 0);
        var moreTransactions = Excess(usedTransactions + transactions, _limits.QuotaTransactions)
            - Excess(usedTransactions, _limits.QuotaTransactions);
        var moreBytes = Excess(usedBytes + bytes, _limits.QuotaBytes) - Excess(usedBytes, _limits.QuotaBytes);
        return _sharedTransactions + moreTransactions <= _limits.SharedTransactions
            && _sharedBytes + moreBytes <= _limits.SharedBytes;
    }

    /// <summary>False if there is no room, or all of it is here already.</summary>
    /// <param name="isSettled">Already in the log, or too late for it: such transactions are not kept.</param>
    public bool TryAdd(TransactionBatch batch, ushort source, Timestamp now, Predicate<Transaction> isSettled)
    {
        if (_batches.ContainsKey(batch.Id) || !HasRoom(source, batch.Transactions.Length, batch.Bytes))
            return false;
        if (batch.Transactions.All(transaction => Contains(transaction.Id)))
            return false;
        if (!_sources.TryGetValue(source, out var from))
            _sources[source] = from = new(source);
        var pooled = new PooledBatch(batch, from, now);
        Charge(from, batch.Transactions.Length, batch.Bytes);
        pooled.Node = from.Batches.AddLast(pooled);
        _batches[batch.Id] = pooled;
        for (var index = 0; index < pooled.Count; index++)
        {
            var transaction = batch.Transactions[index];
            if (isSettled(transaction))
                Release(new(pooled, index));
            else
                AddEntry(transaction, new(pooled, index));
        }

        return true;
    }

    /// <summary>
    /// A transaction entered the log: it, its copies and all that use its nonce go. Gives the one that waited under
    /// this nonce, which may be another.
    /// </summary>
    public Transaction? Resolve(Transaction committed)
    {
        if (!_nonces.TryGetValue((committed.Body.Author, committed.Body.Nonce), out var entry))
            return null;
        Remove(entry);
        return entry.Transaction;
    }

    /// <summary>Lets go what can no longer enter the log after a block of this time.</summary>
    public void Expire(Timestamp blockTime)
    {
        while (_expiries.Count > 0 && _expiries.Min.ValidUntil <= blockTime)
            Remove(_entries[_expiries.Min.Id]);
    }

    /// <summary>
    /// Notes that a transaction is not admissible on a tip, and lets it go once many in a row found so.
    /// </summary>
    /// <param name="liftedAt">When time alone may lift the refusal; none if only a block can.</param>
    public void Refuse(TransactionId id, Height tip, Timestamp? liftedAt = null)
    {
        if (!_entries.TryGetValue(id, out var entry))
            return;
        entry.Note(tip, isAdmissible: false, liftedAt);
        if (entry.Refusals >= RefusalsMax)
            Remove(entry);
    }

    private void AddEntry(Transaction transaction, PoolSlot slot)
    {
        var nonce = (transaction.Body.Author, transaction.Body.Nonce);
        if (_nonces.TryGetValue(nonce, out var known))
        {
            known.Others = known.Others.Add(slot);
            return;
        }

        var entry = new PoolEntry(transaction, slot);
        slot.Batch.MakeCandidate(slot.Index);
        _nonces[nonce] = entry;
        _entries[transaction.Id] = entry;
        _expiries.Add((transaction.Body.ValidUntil, transaction.Id));
    }

    private void Remove(PoolEntry entry)
    {
        var transaction = entry.Transaction;
        _nonces.Remove((transaction.Body.Author, transaction.Body.Nonce));
        _entries.Remove(transaction.Id);
        _expiries.Remove((transaction.Body.ValidUntil, transaction.Id));
        Release(entry.First);
        foreach (var other in entry.Others)
            Release(other);
    }

    private void Release(PoolSlot slot)
    {
        var batch = slot.Batch;
        var bytes = batch.Release(slot.Index);
        Charge(batch.Source, -1, -bytes);
        if (batch.Remaining > 0)
            return;
        _batches.Remove(batch.Id);
        Invariant.That(batch.Node is not null);
        batch.Source.Batches.Remove(batch.Node);
        batch.Node = null;
    }

    private void Charge(PoolSource source, int transactions, long bytes)
    {
        _sharedTransactions -= (int)Excess(source.Transactions, _limits.QuotaTransactions);
        _sharedBytes -= Excess(source.Bytes, _limits.QuotaBytes);
        source.Charge(transactions, bytes);
        _sharedTransactions += (int)Excess(source.Transactions, _limits.QuotaTransactions);
        _sharedBytes += Excess(source.Bytes, _limits.QuotaBytes);
    }

    private static long Excess(long used, long quota) => used > quota ? used - quota : 0;
}
