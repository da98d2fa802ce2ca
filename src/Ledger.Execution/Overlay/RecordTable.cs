using Ledger.Execution.Records;
using Ledger.Execution.State;

namespace Ledger.Execution.Overlay;

/// <summary>The records of one kind that a block has looked at.</summary>
internal sealed class RecordTable<T>(KeySeed seed) : IRecordTable
    where T : class, IStateRecord<T>
{
    private readonly Dictionary<StateKey, RecordEntry<T>> _entries = new(new StateKeyComparer(seed));
    private readonly EntryPool<RecordEntry<T>> _pool = new();
    private IStateReader _reader = EmptyState.Instance;

    /// <summary>All of them, in the order in which the block came by.</summary>
    public EntryPool<RecordEntry<T>> Entries => _pool;

    /// <summary>The place of a record, whether there is one or not.</summary>
    public RecordEntry<T> this[in StateKey key]
    {
        get
        {
            if (!_entries.TryGetValue(key, out var entry))
            {
                entry = _pool.Take();
                entry.Load(key, _reader.TryRead(key, out var bytes) ? bytes : default);
                _entries.Add(key, entry);
            }

            return entry;
        }
    }

    public void Begin(IStateReader reader)
    {
        _entries.Clear();
        _pool.Clear();
        _reader = reader;
    }

    public void AddChanges(ChangeList changes)
    {
        for (var i = 0; i < _pool.Count; i++)
            _pool[i].AddChanges(changes);
    }
}

/// <summary>What the overlay does with every table alike.</summary>
internal interface IRecordTable
{
    /// <summary>Forgets the last block and starts one upon this state.</summary>
    void Begin(IStateReader reader);

    void AddChanges(ChangeList changes);
}
