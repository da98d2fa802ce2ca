using Ledger.Cryptography.Trees;
using Ledger.Execution.Blocks;
using Ledger.Model.Values;

namespace Ledger.Execution.State;

/// <summary>
/// A whole state in memory: for tests, the simulator and benchmarks. One thread at a time; what was read from it
/// stays as it was, since values are replaced and never written into.
/// </summary>
/// <param name="seed">Seeds look-ups where strangers choose keys (<see cref="StateKeyComparer"/>).</param>
public sealed class MemoryState(ulong seed = 0) : IStateReader
{
    private readonly Dictionary<StateKey, ReadOnlyMemory<byte>> _values = new(new StateKeyComparer(new(seed)));
    private readonly Dictionary<NonceKey, TransactionId> _nonces = new(new NonceKeyComparer(new(seed)));
    private readonly Dictionary<ulong, List<NonceKey>> _noncesOfMinute = [];

    // Ranges are read block by block from the schedule only; other parts are sorted when an audit walks them.
    private readonly SortedSet<StateKey> _schedule = [];
    private readonly MemoryTreePages _pages = new();

    /// <summary>Entries of all parts.</summary>
    public int Count => _values.Count;

    /// <summary>Pages of all trees.</summary>
    public int PageCount => _pages.Count;

    public StateView View => new(this, _pages);

    public bool TryRead(in StateKey key, out ReadOnlyMemory<byte> value) => _values.TryGetValue(key, out value);

    public bool TryFindNonce(AccountId author, Nonce nonce, out TransactionId transaction) =>
        _nonces.TryGetValue(new(author, nonce), out transaction);

    public void ReadRange(in StateKey from, in StateKey until, int countMax, ICollection<StateEntry> entries)
    {
        if (from >= until)
            return;
        foreach (var key in KeysBetween(from, until).Take(countMax))
            entries.Add(new(key, _values[key]));
    }

    /// <summary>Makes this the state after a block that was executed upon it.</summary>
    public void Apply(ExecutedBlock block)
    {
        foreach (var minute in block.DroppedMinutes)
            DropMinute(minute);
        foreach (ref readonly var change in block.Changes.Span)
            Apply(change);
        _pages.Commit(block.Pages);
    }

    /// <summary>All entries in ascending order: two states with equal entries are equal.</summary>
    public IEnumerable<StateEntry> Entries() =>
        _values.Keys.Order().Select(key => new StateEntry(key, _values[key]));

    /// <summary>False if it is a nonce that stands in another minute too.</summary>
    internal bool TryRestore(StateEntry entry)
    {
        if (NonceKey.TryRead(entry.Key, out _, out var nonce) && _nonces.ContainsKey(nonce))
            return false;
        Apply(StateChange.Put(entry.Key, entry.Value));
        return true;
    }

    internal void Restore(TreeUpdate pages) => _pages.Commit(pages);

    private IEnumerable<StateKey> KeysBetween(StateKey from, StateKey until)
    {
        if (from.Part == StatePart.Schedule)
            return _schedule.GetViewBetween(from, until).TakeWhile(key => key < until);
        return _values.Keys.Where(key => key >= from && key < until).Order();
    }

    private void Apply(in StateChange change)
    {
        if (change.IsRemoval)
        {
            _values.Remove(change.Key);
            _schedule.Remove(change.Key);
            return;
        }

        // A copy: the block keeps all its values in one piece of memory, which would outlive them here.
        _values[change.Key] = change.Value.ToArray();
        if (change.Key.Part == StatePart.Schedule)
            _schedule.Add(change.Key);
        else if (NonceKey.TryRead(change.Key, out var minute, out var nonce))
            Remember(minute, nonce, new(new(change.Value.Span)));
    }

    private void Remember(ulong minute, NonceKey nonce, TransactionId transaction)
    {
        _nonces.Add(nonce, transaction);
        if (!_noncesOfMinute.TryGetValue(minute, out var nonces))
            _noncesOfMinute[minute] = nonces = [];
        nonces.Add(nonce);
    }

    private void DropMinute(ulong minute)
    {
        if (!_noncesOfMinute.Remove(minute, out var nonces))
            return;
        foreach (var nonce in nonces)
        {
            _nonces.Remove(nonce);
            _values.Remove(StateKeys.Replay(minute, nonce.Author, nonce.Nonce));
        }
    }
}
