using Google.Protobuf;
using Ledger.Api.Errors;
using Ledger.Api.Ports;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Execution.Reading;
using Ledger.Execution.State;
using Ledger.Model.Values;
using AgreedRate = Ledger.Execution.Reading.AgreedRate;

namespace Ledger.Api.Rates;

/// <summary>How much of each corridor is used on the day of a height, by whom and by which transactions.</summary>
internal sealed class CorridorReport(ChainReader chain, TreasuryLog treasuries, TokenScales scales)
{
    private const ulong MillisecondsPerDay = 86_400_000;

    /// <summary>Accounts, and transactions, in one message.</summary>
    private const int EntriesMax = 500;

    public IEnumerable<Corridor> Read(Height? height)
    {
        using var state = chain.Open(height);
        var entries = state.View.Entries;
        var now = chain.TimeOf(state.Height);
        var day = now.Milliseconds / MillisecondsPerDay;
        var before = LastBefore(day, state.Height);
        foreach (var rate in RateBook.All(entries))
        {
            using var accounts = RateBook.CorridorUses(entries, rate.Given, rate.Taken, day)
                .Select(Describe).Chunk(EntriesMax).GetEnumerator();
            using var transactions = TransactionsOf(entries, rate, before, state.Height).Chunk(EntriesMax).GetEnumerator();
            var (hasAccounts, hasTransactions) = (accounts.MoveNext(), transactions.MoveNext());
            do
            {
                yield return Describe(
                    rate, entries, now, hasAccounts ? accounts.Current : [], hasTransactions ? transactions.Current : []);
                (hasAccounts, hasTransactions) = (hasAccounts && accounts.MoveNext(), hasTransactions && transactions.MoveNext());
            }
            while (hasAccounts || hasTransactions);
        }
    }

    private Corridor Describe(
        AgreedRate rate, IStateReader state, Timestamp now, CorridorUse[] accounts, ByteString[] transactions)
    {
        var terms = rate.Agreement.TermsAt(now);
        var day = now.Milliseconds / MillisecondsPerDay;
        return new()
        {
            Given = rate.Given.ToString(),
            Taken = rate.Taken.ToString(),
            Scale = scales.Of(rate.Given, state),
            Day = day,
            Used = rate.Agreement.Corridor.On(day),
            Limit = terms.Corridor.Units,
            LimitPerAccount = terms.CorridorPerAccount.Units,
            Accounts = { accounts },
            Transactions = { transactions },
        };
    }

    private static CorridorUse Describe((AccountId Account, Amount Used) use) =>
        new() { Account = Fields.Bytes(use.Account), Used = use.Used.Units };

    /// <summary>The last height whose block time is before a day; block times only rise. 0 where there is none.</summary>
    private Height LastBefore(ulong day, Height until)
    {
        var (low, high) = (0UL, until.Value);
        while (low < high)
        {
            var middle = high - ((high - low) / 2);
            if (chain.TimeOf(new(middle)).Milliseconds / MillisecondsPerDay < day)
                low = middle;
            else
                high = middle - 1;
        }

        return new(low);
    }

    /// <summary>Whatever counts takes from one treasury or gives to the other.</summary>
    private IEnumerable<ByteString> TransactionsOf(IStateReader state, AgreedRate rate, Height before, Height until)
    {
        if (Holdings.FindToken(state, rate.Given) is not { } given || Holdings.FindToken(state, rate.Taken) is not { } taken)
            return [];
        return from record in treasuries.Read(given.Treasury, taken.Treasury, LogPlace.EndOf(before), until)
               where record.Outcome.Effects.Any(effect => effect.Hops.Any(hop => IsOf(rate, hop.Given, hop.Taken)))
               select Fields.Bytes(record.Outcome.Transaction);
    }

    private static bool IsOf(AgreedRate rate, Ticker given, Ticker taken) =>
        (given == rate.Given && taken == rate.Taken) || (given == rate.Taken && taken == rate.Given);
}
