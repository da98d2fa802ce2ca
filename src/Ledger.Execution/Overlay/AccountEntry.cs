using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

internal sealed class AccountEntry : Entry
{
    private AccountRecord? _saved;
    private AccountRecord? _base;

    public AccountId Id { get; private set; }

    /// <summary>None while the ledger does not know the account.</summary>
    public AccountRecord? Record { get; set; }

    public void Load(AccountId id, ReadOnlyMemory<byte> bytes)
    {
        Id = id;
        IsSaved = false;
        BaseBytes = bytes;
        _base = null;
        if (!bytes.IsEmpty)
            Invariant.That(AccountRecord.TryRead(bytes.Span, out _base));
        Record = _base;
    }

    public override void Save() => _saved = Record;

    public override void Restore() => Record = _saved;

    public override void AddChanges(ChangeList changes)
    {
        if (ReferenceEquals(Record, _base) || Record == _base)
            return;
        // An account that exists never ceases to.
        Invariant.That(Record is not null);
        var writer = new FixedWriter(changes.Reserve(AccountRecord.SizeMax));
        Record.Write(ref writer);
        changes.Put(StateKeys.Account(Id), writer.Position);
    }
}
