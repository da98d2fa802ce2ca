using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Encoding;

namespace Ledger.Execution.Overlay;

internal sealed class OrderEntry : Entry
{
    private OrderRecord? _saved;

    public StateKey Key { get; private set; }

    /// <summary>None while the reference has taken no effect.</summary>
    public OrderRecord? Record { get; set; }

    public void Load(in StateKey key, ReadOnlyMemory<byte> bytes)
    {
        Key = key;
        IsSaved = false;
        BaseBytes = bytes;
        Record = null;
        if (bytes.IsEmpty)
            return;
        Invariant.That(OrderRecord.TryRead(bytes.Span, out var record));
        Record = record;
    }

    public override void Save() => _saved = Record;

    public override void Restore() => Record = _saved;

    public override void AddChanges(ChangeList changes)
    {
        if (Record is null || !BaseBytes.IsEmpty)
            return;
        var writer = new FixedWriter(changes.Reserve(OrderRecord.Size));
        Record.Write(ref writer);
        changes.Put(Key, writer.Position);
    }
}
