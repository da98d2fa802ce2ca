using Google.Protobuf;
using Ledger.Api.Errors;
using Ledger.Api.Log;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Execution.Reading;
using Ledger.Execution.State;
using Ledger.Model.Values;

namespace Ledger.Api.Rates;

/// <summary>How much of each corridor is used on the day of a height, and by which exchanges.</summary>
internal sealed class CorridorReport(ChainReader chain, LogReader log, TokenScales scales)
{
    private const ulong MillisecondsPerDay = 86_400_000;

    public IEnumerable<Corridor> Read(Height? height)
    {
        using var state = chain.Open(height);
        var entries = state.View.Entries;
        var now = chain.TimeOf(state.Height);
        var day = now.Milliseconds / MillisecondsPerDay;
        foreach (var (given, taken, agreement) in RateBook.All(entries))
        {
            var terms = agreement.TermsAt(now);
            yield return new()
            {
                Given = given.ToString(),
                Taken = taken.ToString(),
                Scale = scales.Of(given, entries),
                Day = day,
                Used = agreement.Corridor.On(day),
                Limit = terms.Corridor.Units,
                LimitPerAccount = terms.CorridorPerAccount.Units,
                Accounts = { RateBook.CorridorUses(entries, given, taken, day).Select(Describe) },
                Transactions = { TransactionsOf(entries, (given, taken), state.Height, day) },
            };
        }
    }

    private static CorridorUse Describe((AccountId Account, Amount Used) use) =>
        new() { Account = Fields.Bytes(use.Account), Used = use.Used.Units };

    /// <summary>
    /// Every exchange changes the position of the treasury that takes part, so its history tells in which blocks to look.
    /// </summary>
    private IEnumerable<ByteString> TransactionsOf(
        IStateReader state, (Ticker Given, Ticker Taken) pair, Height until, ulong day)
    {
        var heights = new SortedSet<Height>();
        foreach (var (given, taken) in new[] { pair, (pair.Taken, pair.Given) })
        {
            if (Holdings.FindToken(state, taken) is { } token)
                heights.UnionWith(Positions.History(state, token.Treasury, given, until).Select(change => change.Height));
        }

        return from height in heights
               where chain.TimeOf(height).Milliseconds / MillisecondsPerDay == day
               from record in log.ReadBlock(height, fromLeaf: 1).OfType<LogRecord.Ended>()
               where record.Outcome.Effects.Any(effect => effect.Hops.Any(hop => IsOf(pair, hop.Given, hop.Taken)))
               select Fields.Bytes(record.Outcome.Transaction);
    }

    private static bool IsOf((Ticker Given, Ticker Taken) pair, Ticker given, Ticker taken) =>
        (given == pair.Given && taken == pair.Taken) || (given == pair.Taken && taken == pair.Given);
}
