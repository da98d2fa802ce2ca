using Ledger.Execution.Lots;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Execution.Invariants;

/// <summary>
/// Counts a whole state anew, for audit and for start-up in the background: every balance and hold against its
/// token's counters, its account and the schedule (PROTOCOL 8.8). Reads everything once, in pieces.
/// </summary>
public sealed class Recount
{
    private readonly IStateReader _state;
    private readonly Dictionary<Ticker, TokenRecord> _tokens = [];
    private readonly Dictionary<Ticker, TokenCounters> _sums = [];
    private ulong _datesInLots;
    private RecountFault? _fault;

    private Recount(IStateReader state) => _state = state;

    /// <summary>The first thing that is wrong, or null if the state is consistent.</summary>
    public static RecountFault? FindFault(IStateReader state)
    {
        var recount = new Recount(state);
        recount.Walk(StatePart.Tokens, recount.ReadToken);
        recount.Walk(StatePart.Balances, recount.CountBalance);
        var agreements = new AgreementRecount(state, (key, fault) => recount.Report(key, fault))
        {
            Sum = recount.SumClaims,
        };
        var holds = new HoldRecount(state, (key, fault) => recount.Report(key, fault))
        {
            Sum = hold =>
            {
                recount.SumHeld(hold);
                agreements.CountQuote(hold);
            },
        };
        recount.Walk(StatePart.Holds, holds.Count);
        holds.Compare();
        recount.Walk(StatePart.Agreements, agreements.Count);
        agreements.Compare();
        recount.Walk(StatePart.Tokens, recount.CompareToken);
        var datesInSchedule = recount.Walk(StatePart.Schedule, recount.CompareDate);
        if (datesInSchedule != recount._datesInLots + holds.Dates)
            recount.Report(StateKeys.ScheduleFrom(Timestamp.Epoch), "The schedule has not one entry for each date.");
        return recount._fault;
    }

    /// <summary>Visits a part until something is wrong; returns how many entries it has seen.</summary>
    private ulong Walk(StatePart part, Action<StateEntry> visit)
    {
        ulong count = 0;
        foreach (var entry in StateRange.Of(_state, part))
        {
            visit(entry);
            count++;
            if (_fault is not null)
                break;
        }

        return count;
    }

    private void ReadToken(StateEntry entry)
    {
        var isRead = TokenRecord.TryRead(entry.Value.Span, out var record);
        if (isRead && record is not null && StateKeys.Token(record.Definition.Ticker) == entry.Key)
            _tokens[record.Definition.Ticker] = record;
        else
            Report(entry.Key, "The token's record does not read, or stands in another's place.");
    }

    private void CountBalance(StateEntry entry)
    {
        var lots = new LotList();
        if (!StateKeys.TryReadBalance(entry.Key, out var account, out var ticker)
            || !BalanceRecord.TryRead(entry.Value.Span, lots, out var isMemberHeld)
            || !_tokens.TryGetValue(ticker, out var token))
        {
            Report(entry.Key, "The balance does not read, or its token is not registered.");
            return;
        }

        var isTreasury = account == token.Definition.Treasury;
        if (ReadAccount(account) is not { IsCredited: true } holder)
            Report(entry.Key, "The holder's account is not known as credited.");
        else if (isMemberHeld != IsMemberHeld(holder, token.Definition))
            Report(entry.Key, "The balance does not say rightly whether a member holds it.");
        Sum(ticker, lots, isTreasury, isMemberHeld);
        CountDates(entry.Key, account, ticker, lots, isTreasury);
    }

    private void Sum(Ticker ticker, LotList lots, bool isTreasury, bool isMemberHeld)
    {
        // Wraps around rather than throwing: the state may be damaged, and a wrong sum is found either way.
        unchecked
        {
            var sum = _sums.GetValueOrDefault(ticker);
            ulong total = 0;
            foreach (ref readonly var lot in lots.Lots)
            {
                total += lot.Amount.Units;
                sum.Pending += lot.ActivatesAt == Timestamp.Epoch ? 0 : lot.Amount.Units;
            }

            sum.Treasury += isTreasury ? total : 0;
            sum.Outstanding += isTreasury ? 0 : total;
            sum.MemberHeld += isMemberHeld ? total : 0;
            _sums[ticker] = sum;
        }
    }

    private void SumClaims(StateKey key, AccountId treasury, Ticker ticker, LotList lots)
    {
        var isMember = _tokens.TryGetValue(ticker, out var token)
            && ReadAccount(treasury) is { IsCredited: true } holder
            && IsMemberHeld(holder, token.Definition);
        if (isMember)
            Sum(ticker, lots, isTreasury: false, isMemberHeld: true);
        else
            Report(key, "The claims are not those of another member's treasury.");
    }

    private void SumHeld(HoldRecord hold)
    {
        unchecked
        {
            var sum = _sums.GetValueOrDefault(hold.Token);
            var isTreasury = _tokens.TryGetValue(hold.Token, out var token)
                && token.Definition.Treasury == hold.Holder;
            foreach (var lot in hold.Lots)
            {
                sum.Treasury += isTreasury ? lot.Amount.Units : 0;
                sum.Outstanding += isTreasury ? 0 : lot.Amount.Units;
                sum.Held += isTreasury ? 0 : lot.Amount.Units;
            }

            _sums[hold.Token] = sum;
        }
    }

    private void CountDates(in StateKey balance, AccountId account, Ticker ticker, LotList lots, bool isTreasury)
    {
        var dates = new HashSet<ScheduleEntry>();
        foreach (ref readonly var lot in lots.Lots)
        {
            if (lot.ExpiresAt != Timestamp.Epoch)
                dates.Add(new(lot.ExpiresAt, ScheduleKind.Expiry, account.Value, ticker));
            if (lot.ActivatesAt != Timestamp.Epoch)
                dates.Add(new(lot.ActivatesAt, ScheduleKind.Activation, account.Value, ticker));
        }

        if (isTreasury && dates.Count > 0)
            Report(balance, "The treasury holds lots with dates.");
        _datesInLots += (ulong)dates.Count;
        foreach (var date in dates)
        {
            if (!_state.TryRead(StateKeys.Schedule(date), out _))
                Report(balance, "A date of a lot does not stand in the schedule.");
        }
    }

    private void CompareToken(StateEntry entry)
    {
        if (!TokenRecord.TryRead(entry.Value.Span, out var record))
            return;
        var (counters, sum) = (record.Counters, _sums.GetValueOrDefault(record.Definition.Ticker));
        var exists = (Int128)counters.Minted - counters.Redeemed - counters.Expired - counters.Reversed;
        if (exists != (Int128)counters.Treasury + counters.Outstanding)
            Report(entry.Key, "Minted less redeemed, expired and reversed is not treasury and outstanding.");
        if (counters.Treasury != sum.Treasury || counters.Outstanding != sum.Outstanding)
            Report(entry.Key, "Treasury or outstanding is not the sum of balances and holds.");
        if (counters.Held != sum.Held)
            Report(entry.Key, "Held is not the sum of holds.");
        if (counters.Pending != sum.Pending || counters.MemberHeld != sum.MemberHeld)
            Report(entry.Key, "Pending or member-held is not the sum of balances.");
        if (ReadAccount(record.Definition.Treasury)?.TreasuryOf != record.Definition.Ticker)
            Report(entry.Key, "The treasury's account does not know that it is one.");
    }

    private void CompareDate(StateEntry entry)
    {
        if (!ScheduleEntry.TryRead(entry.Key, out _) || !entry.Value.IsEmpty)
            Report(entry.Key, "The schedule's entry does not read.");
    }

    private bool IsMemberHeld(AccountRecord holder, TokenDefinition definition) =>
        holder.TreasuryOf is { } other
        && _tokens.TryGetValue(other, out var token)
        && token.Definition.Issuer != definition.Issuer;

    private AccountRecord? ReadAccount(AccountId account) =>
        _state.TryRead(StateKeys.Account(account), out var bytes) && AccountRecord.TryRead(bytes.Span, out var record)
            ? record
            : null;

    private void Report(in StateKey key, string fault) => _fault ??= new(key, fault);
}

/// <param name="Key">Where it was seen.</param>
/// <param name="Fault">What is wrong there, for the auditor.</param>
public sealed record RecountFault(StateKey Key, string Fault);
