using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Encoding;

namespace Ledger.Execution.Overlay;

/// <summary>A record as the block has left it so far; what it brings into the schedule follows from it.</summary>
internal sealed class RecordEntry<T> : Entry
    where T : class, IStateRecord<T>
{
    private T? _saved;

    public StateKey Key { get; private set; }

    /// <summary>None while there is no such record.</summary>
    public T? Record { get; set; }

    /// <summary>The record in the state that the block builds on.</summary>
    public T? Base { get; private set; }

    public void Load(in StateKey key, ReadOnlyMemory<byte> bytes)
    {
        Key = key;
        IsSaved = false;
        BaseBytes = bytes;
        Base = null;
        if (!bytes.IsEmpty)
        {
            Invariant.That(T.TryRead(bytes.Span, out var record));
            Base = record;
        }

        Record = Base;
    }

    public override void Save() => _saved = Record;

    public override void Restore() => Record = _saved;

    public override void AddChanges(ChangeList changes)
    {
        if (ReferenceEquals(Record, Base))
            return;
        if (Record is null)
            changes.Remove(Key);
        else if (!TryPut(changes, Record))
            return;
        var (before, after) = (Base?.DueAt(Key), Record?.DueAt(Key));
        if (before == after)
            return;
        if (before is { } old)
            changes.Remove(StateKeys.Schedule(old));
        if (after is { } due)
            changes.Put(StateKeys.Schedule(due), size: 0);
    }

    /// <summary>False if the state below has these bytes already.</summary>
    private bool TryPut(ChangeList changes, T record)
    {
        var writer = new FixedWriter(changes.Reserve(record.Size));
        record.Write(ref writer);
        if (writer.Written.SequenceEqual(BaseBytes.Span))
            return false;
        changes.Put(Key, writer.Position);
        return true;
    }
}
