using System.Collections.Immutable;
using Ledger.Execution.Lots;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Outcomes;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Execution.Reading;

/// <summary>Reads committed state for people and reports; execution itself works on its overlay.</summary>
public static class Holdings
{
    /// <summary>Balances read at once; an account that holds more tokens is read in turns.</summary>
    private const int BalancesAtOnce = 128;

    /// <summary>Null if the ledger does not know the account: nobody ever paid it.</summary>
    public static AccountRecord? FindAccount(IStateReader state, AccountId account)
    {
        if (!state.TryRead(StateKeys.Account(account), out var value))
            return null;
        var isSound = AccountRecord.TryRead(value.Span, out var record);
        Invariant.That(isSound);
        return record;
    }

    /// <summary>All balances of an account in the order of tickers.</summary>
    public static ImmutableArray<Holding> Of(IStateReader state, AccountId account)
    {
        var holdings = ImmutableArray.CreateBuilder<Holding>();
        var entries = new List<StateEntry>();
        var (from, until) = StateKeys.BalancesOf(account);
        do
        {
            entries.Clear();
            state.ReadRange(from, until, BalancesAtOnce, entries);
            foreach (var entry in entries)
                holdings.Add(Read(entry));
            if (entries.Count > 0)
                from = StateKeys.After(entries[^1].Key);
        }
        while (entries.Count == BalancesAtOnce);
        return holdings.ToImmutable();
    }

    public static TokenDefinition? FindToken(IStateReader state, Ticker token) =>
        FindTokenRecord(state, token)?.Definition;

    /// <summary>A token with its counters.</summary>
    public static TokenRecord? FindTokenRecord(IStateReader state, Ticker token) =>
        state.TryRead(StateKeys.Token(token), out var value) ? ReadToken(value) : null;

    /// <summary>Tokens in the order of tickers, from one on that need not exist.</summary>
    public static ImmutableArray<TokenRecord> TokensFrom(IStateReader state, Ticker? first, int countMax)
    {
        var entries = new List<StateEntry>();
        var (from, until) = StateKeys.TokensFrom(first);
        state.ReadRange(from, until, countMax, entries);
        return [.. entries.Select(entry => ReadToken(entry.Value))];
    }

    private static TokenRecord ReadToken(ReadOnlyMemory<byte> value)
    {
        var isSound = TokenRecord.TryRead(value.Span, out var record);
        Invariant.That(isSound && record is not null);
        return record;
    }

    /// <summary>The open holds in the account's list: its own, and quotes for it.</summary>
    public static ImmutableArray<(HoldId Id, HoldRecord Hold)> HoldsOf(IStateReader state, AccountId account)
    {
        if (!state.TryRead(StateKeys.AccountHolds(account), out var bytes))
            return [];
        Invariant.That(AccountHolds.TryRead(bytes.Span, out var list));
        return [.. list.Holds.Select(id => (id, ReadHold(state, id)))];
    }

    private static HoldRecord ReadHold(IStateReader state, HoldId id)
    {
        Invariant.That(state.TryRead(StateKeys.Hold(id), out var bytes));
        Invariant.That(HoldRecord.TryRead(bytes.Span, out var hold));
        return hold;
    }

    private static Holding Read(StateEntry entry)
    {
        var lots = new LotList();
        var isSound = BalanceRecord.TryRead(entry.Value.Span, lots, out _);
        Invariant.That(isSound);
        return new(StateKeys.TokenOf(entry.Key), [.. lots.Lots]);
    }
}

/// <summary>What an account holds of one token, lots that expire first standing first.</summary>
public sealed record Holding(Ticker Token, ImmutableArray<Lot> Lots)
{
    public Amount SpendableAt(Timestamp now) => Sum(lot => lot.ActivatesAt <= now && !IsExpired(lot, now));

    public Amount PendingAt(Timestamp now) => Sum(lot => lot.ActivatesAt > now);

    /// <summary>All coming expiries, earliest first, lots of one instant together.</summary>
    public IEnumerable<(Timestamp At, Amount Amount)> ExpiriesAfter(Timestamp now) =>
        Lots.Where(lot => lot.ExpiresAt > now).GroupBy(lot => lot.ExpiresAt).OrderBy(lots => lots.Key)
            .Select(lots => (lots.Key, new Amount(lots.Aggregate(0UL, (sum, lot) => sum + lot.Amount.Units))));

    private static bool IsExpired(Lot lot, Timestamp now) => lot.ExpiresAt != Timestamp.Epoch && lot.ExpiresAt <= now;

    private Amount Sum(Func<Lot, bool> counts)
    {
        ulong units = 0;
        foreach (var lot in Lots)
            units += counts(lot) ? lot.Amount.Units : 0;
        return new(units);
    }
}
