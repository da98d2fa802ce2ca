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

    public static bool Exists(IStateReader state, AccountId account) =>
        state.TryRead(StateKeys.Account(account), out _);

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

    public static TokenDefinition? FindToken(IStateReader state, Ticker token)
    {
        if (!state.TryRead(StateKeys.Token(token), out var value))
            return null;
        var isSound = TokenRecord.TryRead(value.Span, out var record);
        Invariant.That(isSound && record is not null);
        return record.Definition;
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

    private static bool IsExpired(Lot lot, Timestamp now) => lot.ExpiresAt != Timestamp.Epoch && lot.ExpiresAt <= now;

    private Amount Sum(Func<Lot, bool> counts)
    {
        ulong units = 0;
        foreach (var lot in Lots)
            units += counts(lot) ? lot.Amount.Units : 0;
        return new(units);
    }
}
