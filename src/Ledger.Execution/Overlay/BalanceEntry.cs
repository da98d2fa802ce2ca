using Ledger.Execution.Lots;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Encoding;
using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

/// <summary>What an account has of a token: its balance, or the claims that a treasury holds (PROTOCOL 7.13).</summary>
internal sealed class BalanceEntry : Entry
{
    private readonly LotList _saved = new();
    private readonly LotList _base = new();
    private bool _isMemberHeldSaved;

    public AccountId Account { get; private set; }

    public Ticker Token { get; private set; }

    /// <summary>Claims keep their dates and are not swept, so the schedule does not know them.</summary>
    public bool IsClaims { get; private set; }

    public LotList Lots { get; } = new();

    /// <summary>Whether the account is the treasury of a token of another member. Means nothing without lots.</summary>
    public bool IsMemberHeld { get; set; }

    public LotList BaseLots => _base;

    public bool IsMemberHeldInBase { get; private set; }

    public void Load(in BalanceKey key, ReadOnlyMemory<byte> bytes, bool isClaims = false)
    {
        (Account, Token) = key;
        IsClaims = isClaims;
        IsSaved = false;
        BaseBytes = bytes;
        _base.Clear();
        var isMemberHeld = false;
        if (!bytes.IsEmpty)
            Invariant.That(BalanceRecord.TryRead(bytes.Span, _base, out isMemberHeld));
        Lots.CopyFrom(_base);
        IsMemberHeldInBase = IsMemberHeld = isMemberHeld;
    }

    public override void Save()
    {
        _saved.CopyFrom(Lots);
        _isMemberHeldSaved = IsMemberHeld;
    }

    public override void Restore()
    {
        Lots.CopyFrom(_saved);
        IsMemberHeld = _isMemberHeldSaved;
    }

    public override void AddChanges(ChangeList changes)
    {
        var key = IsClaims ? AgreementKeys.Claims(Account, Token) : StateKeys.Balance(Account, Token);
        if (Lots.Count == 0)
        {
            if (BaseBytes.IsEmpty)
                return;
            changes.Remove(key);
        }
        else
        {
            var writer = new FixedWriter(changes.Reserve(BalanceRecord.SizeOf(Lots)));
            BalanceRecord.Write(ref writer, Lots, IsMemberHeld);
            if (writer.Written.SequenceEqual(BaseBytes.Span))
                return;
            changes.Put(key, writer.Position);
        }

        if (!IsClaims)
            ScheduleDifference.Add(this, changes);
    }
}
