using Ledger.Execution.State;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

/// <summary>The nonces that are taken: those that the state remembers, and those of the block so far.</summary>
internal sealed class NonceSet(KeySeed seed)
{
    private readonly Dictionary<NonceKey, TransactionId> _used = new(new NonceKeyComparer(seed));
    private readonly List<NonceRecord> _records = [];
    private readonly SortedSet<ulong> _minutes = [];
    private IStateReader _reader = EmptyState.Instance;

    /// <summary>What this block has used, in its order.</summary>
    public IReadOnlyList<NonceRecord> Records => _records;

    /// <summary>The minutes that this block adds nonces to, ascending.</summary>
    public IReadOnlyCollection<ulong> Minutes => _minutes;

    public void Begin(IStateReader reader)
    {
        _used.Clear();
        _records.Clear();
        _minutes.Clear();
        _reader = reader;
    }

    /// <summary>
    /// The transaction that has used this nonce. A minute that the block drops still counts in it: the state below is
    /// what all nodes judge by.
    /// </summary>
    public bool TryFind(AccountId author, Nonce nonce, out TransactionId transaction) =>
        _used.TryGetValue(new(author, nonce), out transaction)
        || _reader.TryFindNonce(author, nonce, out transaction);

    public void Use(AccountId author, Nonce nonce, Timestamp validUntil, TransactionId transaction)
    {
        var minute = ReplayMinute.Of(validUntil);
        _used.Add(new(author, nonce), transaction);
        _records.Add(new(minute, new(author, nonce), transaction));
        _minutes.Add(minute);
    }

    public void AddChanges(ChangeList changes)
    {
        foreach (var (minute, key, transaction) in _records)
        {
            var writer = new FixedWriter(changes.Reserve(Cryptography.Digest.Size));
            writer.Digest(transaction.Value);
            changes.Put(StateKeys.Replay(minute, key.Author, key.Nonce), writer.Position);
        }
    }
}

internal readonly record struct NonceRecord(ulong Minute, NonceKey Key, TransactionId Transaction);
