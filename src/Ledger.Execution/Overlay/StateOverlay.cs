using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Genesis;
using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

/// <summary>
/// What a block has made of the state so far, decoded, over a state that it only reads. Dropping it leaves no trace.
/// The memory is used again by the next block.
/// </summary>
internal sealed class StateOverlay
{
    private readonly KeySeed _seed = new();
    private readonly EntryPool<AccountEntry> _accountEntries = new();
    private readonly EntryPool<BalanceEntry> _balanceEntries = new();
    private readonly EntryPool<BalanceEntry> _claimEntries = new();
    private readonly EntryPool<TokenEntry> _tokenEntries = new();
    private readonly EntryPool<OrderEntry> _orderEntries = new();
    private readonly Dictionary<AccountId, AccountEntry> _accounts;
    private readonly Dictionary<BalanceKey, BalanceEntry> _balances;
    private readonly Dictionary<BalanceKey, BalanceEntry> _claims;
    private readonly Dictionary<Ticker, TokenEntry> _tokens;
    private readonly Dictionary<StateKey, OrderEntry> _orders;
    private readonly Dictionary<ushort, Member?> _members = [];
    private readonly IRecordTable[] _tables;
    private readonly List<Entry> _saved = [];
    private IStateReader _reader = EmptyState.Instance;

    public StateOverlay()
    {
        _accounts = new(new AccountIdComparer(_seed));
        _balances = new(new BalanceKeyComparer(_seed));
        _claims = new(new BalanceKeyComparer(_seed));
        _tokens = new(new TickerComparer(_seed));
        _orders = new(new StateKeyComparer(_seed));
        Nonces = new(_seed);
        Holds = new(_seed);
        AccountHolds = new(_seed);
        Agreements = new(_seed);
        AgreementRevisions = new(_seed);
        TokenAgreements = new(_seed);
        Corridors = new(_seed);
        _tables = [Holds, AccountHolds, Agreements, AgreementRevisions, TokenAgreements, Corridors];
    }

    /// <summary>The nonces that this block has used.</summary>
    public NonceSet Nonces { get; }

    public RecordTable<HoldRecord> Holds { get; }

    public RecordTable<AccountHolds> AccountHolds { get; }

    public RecordTable<AgreementRecord> Agreements { get; }

    public RecordTable<AgreementRevision> AgreementRevisions { get; }

    public RecordTable<TokenAgreements> TokenAgreements { get; }

    /// <summary>What accounts have used of corridors.</summary>
    public RecordTable<CorridorUse> Corridors { get; }

    /// <summary>Every balance that this block has looked at, in the order in which it did.</summary>
    public EntryPool<BalanceEntry> Balances => _balanceEntries;

    /// <summary>All claims that this block has looked at.</summary>
    public EntryPool<BalanceEntry> AllClaims => _claimEntries;

    /// <summary>Every token that this block has looked at, registered or not.</summary>
    public EntryPool<TokenEntry> Tokens => _tokenEntries;

    /// <summary>Forgets the last block and starts one upon this state.</summary>
    public void Begin(IStateReader reader, ulong seed)
    {
        _accounts.Clear();
        _balances.Clear();
        _claims.Clear();
        _tokens.Clear();
        _orders.Clear();
        _members.Clear();
        _accountEntries.Clear();
        _balanceEntries.Clear();
        _claimEntries.Clear();
        _tokenEntries.Clear();
        _orderEntries.Clear();
        _saved.Clear();
        _seed.Value = seed;
        _reader = reader;
        Nonces.Begin(reader);
        foreach (var table in _tables)
            table.Begin(reader);
    }

    public AccountEntry Account(AccountId id)
    {
        if (!_accounts.TryGetValue(id, out var entry))
        {
            entry = _accountEntries.Take();
            entry.Load(id, Read(StateKeys.Account(id)));
            _accounts.Add(id, entry);
        }

        return entry;
    }

    public BalanceEntry Balance(AccountId account, Ticker token)
    {
        var key = new BalanceKey(account, token);
        if (!_balances.TryGetValue(key, out var entry))
        {
            entry = _balanceEntries.Take();
            entry.Load(key, Read(StateKeys.Balance(account, token)));
            _balances.Add(key, entry);
        }

        return entry;
    }

    /// <summary>The claims that a treasury holds of another member's token.</summary>
    public BalanceEntry Claims(AccountId treasury, Ticker token)
    {
        var key = new BalanceKey(treasury, token);
        if (!_claims.TryGetValue(key, out var entry))
        {
            entry = _claimEntries.Take();
            entry.Load(key, Read(AgreementKeys.Claims(treasury, token)), isClaims: true);
            _claims.Add(key, entry);
        }

        return entry;
    }

    /// <summary>The place of a token, registered or not.</summary>
    public TokenEntry Token(Ticker ticker)
    {
        if (!_tokens.TryGetValue(ticker, out var entry))
        {
            entry = _tokenEntries.Take();
            entry.Load(ticker, Read(StateKeys.Token(ticker)));
            _tokens.Add(ticker, entry);
        }

        return entry;
    }

    public OrderEntry Order(in StateKey key)
    {
        Invariant.That(key.Part == StatePart.Orders);
        if (!_orders.TryGetValue(key, out var entry))
        {
            entry = _orderEntries.Take();
            entry.Load(key, Read(key));
            _orders.Add(key, entry);
        }

        return entry;
    }

    /// <summary>Members don't change within a block.</summary>
    public Member? FindMember(ushort index)
    {
        if (!_members.TryGetValue(index, out var member))
        {
            if (_reader.TryRead(StateKeys.Member(index), out var bytes))
                Invariant.That(MemberRecord.TryRead(bytes.Span, out member));
            _members.Add(index, member);
        }

        return member;
    }

    /// <summary>To be called before a transaction changes an entry.</summary>
    public void Save(Entry entry)
    {
        if (entry.IsSaved)
            return;
        entry.Save();
        entry.IsSaved = true;
        _saved.Add(entry);
    }

    /// <summary>Keeps what the transaction changed since the last <see cref="Keep"/> or <see cref="Undo"/>.</summary>
    public void Keep()
    {
        foreach (var entry in _saved)
            entry.IsSaved = false;
        _saved.Clear();
    }

    /// <summary>
    /// Takes back what the transaction changed since the last <see cref="Keep"/> or <see cref="Undo"/>.
    /// </summary>
    public void Undo()
    {
        foreach (var entry in _saved)
        {
            entry.Restore();
            entry.IsSaved = false;
        }

        _saved.Clear();
    }

    /// <summary>
    /// Adds all that differs from the state below, in no order, apart from the replay part's minutes.
    /// </summary>
    /// <param name="height">The block's.</param>
    public void AddChanges(Height height, ChangeList changes)
    {
        Invariant.That(_saved.Count == 0);
        AddChanges(_accountEntries, changes);
        AddChanges(_balanceEntries, changes);
        AddChanges(_claimEntries, changes);
        for (var i = 0; i < _claimEntries.Count; i++)
            PositionHistory.Add(_claimEntries[i], height, changes);
        AddChanges(_tokenEntries, changes);
        AddChanges(_orderEntries, changes);
        Nonces.AddChanges(changes);
        foreach (var table in _tables)
            table.AddChanges(changes);
    }

    private static void AddChanges<T>(EntryPool<T> entries, ChangeList changes)
        where T : Entry, new()
    {
        for (var i = 0; i < entries.Count; i++)
            entries[i].AddChanges(changes);
    }

    private ReadOnlyMemory<byte> Read(in StateKey key) => _reader.TryRead(key, out var bytes) ? bytes : default;
}
