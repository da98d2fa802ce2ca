using Ledger.Execution.Lots;
using Ledger.Execution.Overlay;
using Ledger.Execution.Records;
using Ledger.Model;
using Ledger.Model.Outcomes;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>The two ways in which a balance changes, and what they do to the token's counters (PROTOCOL 8.5).</summary>
internal static class Postings
{
    /// <summary>
    /// Takes units from what the account can spend, those that expire first, into <paramref name="taken"/>, which is
    /// emptied before. False if they are not enough; then the transaction fails.
    /// </summary>
    public static bool TryDebit(
        OperationContext context, AccountId account, TokenEntry token, Amount amount, LotList taken) =>
        TryTake(context, account, token, amount, taken, MovementKind.Debit);

    /// <summary>The same under another name in the outcome.</summary>
    public static bool TryTake(
        OperationContext context,
        AccountId account,
        TokenEntry token,
        Amount amount,
        LotList taken,
        MovementKind kind)
    {
        var balance = context.State.Balance(account, token.Ticker);
        context.State.Save(balance);
        taken.Clear();
        if (!balance.Lots.TryTake(amount, context.Now, taken))
            return false;
        CountOut(context, balance, token, taken);
        context.Outcome.AddMovement(account, token.Ticker, kind, taken);
        return true;
    }

    public static void Credit(OperationContext context, AccountId account, TokenEntry token, LotList given)
    {
        var balance = context.State.Balance(account, token.Ticker);
        context.State.Save(balance);
        if (balance.Lots.Count == 0)
            Open(context.State, balance, token);
        foreach (ref readonly var lot in given.Lots)
            balance.Lots.Add(lot);
        CountIn(context, balance, token, given);
        context.Outcome.AddMovement(account, token.Ticker, MovementKind.Credit, given);
    }

    /// <summary>
    /// Lots keep their expiry wherever they go, but for two places: entering the token's own treasury they lose it,
    /// leaving it they get the token's rule (PROTOCOL 8.4).
    /// </summary>
    public static void Redate(
        OperationContext context, TokenEntry token, AccountId from, AccountId to, LotList taken, LotList given)
    {
        Invariant.That(token.Definition is not null);
        given.Clear();
        foreach (ref readonly var lot in taken.Lots)
        {
            var expiry = lot.ExpiresAt;
            if (to == token.Definition.Treasury)
                expiry = Timestamp.Epoch;
            else if (from == token.Definition.Treasury)
                expiry = LotDates.ExpiryOf(token.Definition.Expiry, context.Now);
            given.Add(new(expiry, Timestamp.Epoch, lot.Amount));
        }
    }

    /// <summary>Takes what expires then from a balance, for good.</summary>
    public static void Expire(OperationContext context, AccountId account, TokenEntry token, Timestamp due)
    {
        var balance = context.State.Balance(account, token.Ticker);
        context.State.Save(balance);
        context.Taken.Clear();
        balance.Lots.TakeExpiring(due, context.Taken);
        if (context.Taken.Count == 0)
            return;
        CountOut(context, balance, token, context.Taken);
        token.Counters.Expired += context.Taken.Total;
        context.Outcome.AddMovement(account, token.Ticker, MovementKind.Expiry, context.Taken);
    }

    /// <summary>Takes lots that already left a balance out of the counters.</summary>
    public static void CountOut(OperationContext context, BalanceEntry balance, TokenEntry token, LotList lots)
    {
        context.State.Save(token);
        ref var counters = ref token.Counters;
        var units = lots.Total;
        if (balance.Account == token.Definition?.Treasury)
        {
            counters.Treasury -= units;
            return;
        }

        counters.Outstanding -= units;
        counters.Pending -= lots.Pending;
        counters.MemberHeld -= balance.IsMemberHeld ? units : 0;
    }

    /// <summary>Adds lots that a balance got to the counters.</summary>
    public static void CountIn(OperationContext context, BalanceEntry balance, TokenEntry token, LotList lots)
    {
        context.State.Save(token);
        ref var counters = ref token.Counters;
        var units = lots.Total;
        if (balance.Account == token.Definition?.Treasury)
        {
            counters.Treasury += units;
            return;
        }

        counters.Outstanding += units;
        counters.Pending += lots.Pending;
        counters.MemberHeld += balance.IsMemberHeld ? units : 0;
    }

    /// <summary>
    /// Before the first lot of a balance: the account exists from now on, and can't become a treasury any more, so
    /// whether a member holds the balance is settled for as long as it stands.
    /// </summary>
    private static void Open(StateOverlay state, BalanceEntry balance, TokenEntry token)
    {
        var record = MarkCredited(state, balance.Account);
        var heldBy = record.TreasuryOf is { } other ? state.Token(other).Definition : null;
        balance.IsMemberHeld = heldBy is not null && heldBy.Issuer != token.Definition?.Issuer;
    }

    /// <summary>The account exists from now on, and can't become a treasury any more.</summary>
    public static AccountRecord MarkCredited(StateOverlay state, AccountId id)
    {
        var account = state.Account(id);
        if (account.Record is { IsCredited: true } known)
            return known;
        state.Save(account);
        return account.Record = (account.Record ?? AccountRecord.Empty) with { IsCredited = true };
    }
}
