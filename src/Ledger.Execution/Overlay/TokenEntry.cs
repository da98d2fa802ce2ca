using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

internal sealed class TokenEntry : Entry
{
    private TokenDefinition? _savedDefinition;
    private (TokenCounters Counters, ulong Day, ulong Units) _saved;
    private TokenRecord? _base;

    // A field, so that operations count in place.
    private TokenCounters _counters;

    public Ticker Ticker { get; private set; }

    /// <summary>None while the token is not registered.</summary>
    public TokenDefinition? Definition { get; private set; }

    public ref TokenCounters Counters => ref _counters;

    public TokenCounters CountersInBase => _base?.Counters ?? default;

    public ulong MintDay { get; private set; }

    public ulong MintedOnDay { get; private set; }

    public void Load(Ticker ticker, ReadOnlyMemory<byte> bytes)
    {
        Ticker = ticker;
        IsSaved = false;
        BaseBytes = bytes;
        _base = null;
        if (!bytes.IsEmpty)
            Invariant.That(TokenRecord.TryRead(bytes.Span, out _base));
        Definition = _base?.Definition;
        _counters = CountersInBase;
        (MintDay, MintedOnDay) = (_base?.MintDay ?? 0, _base?.MintedOnDay ?? 0);
    }

    public void Register(TokenDefinition definition)
    {
        Invariant.That(Definition is null && definition.Ticker == Ticker);
        Definition = definition;
    }

    /// <summary>Units that the minter has issued on this UTC day so far.</summary>
    public ulong MintedOn(ulong day) => MintDay == day ? MintedOnDay : 0;

    public void CountMint(ulong day, ulong units) => (MintedOnDay, MintDay) = (MintedOn(day) + units, day);

    public override void Save()
    {
        _savedDefinition = Definition;
        _saved = (_counters, MintDay, MintedOnDay);
    }

    public override void Restore()
    {
        Definition = _savedDefinition;
        (_counters, MintDay, MintedOnDay) = _saved;
    }

    public override void AddChanges(ChangeList changes)
    {
        if (Definition is null)
            return;
        var bytes = new TokenRecord(Definition, _counters, MintDay, MintedOnDay).ToBytes();
        if (bytes.AsSpan().SequenceEqual(BaseBytes.Span))
            return;
        bytes.CopyTo(changes.Reserve(bytes.Length));
        changes.Put(StateKeys.Token(Ticker), bytes.Length);
    }
}
