using Ledger.Execution.Lots;
using Ledger.Execution.Operations;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model.Outcomes;
using Ledger.Model.Rates;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Execution.Rates;

/// <summary>
/// What an agreement lets pass: the day's corridor for all accounts and for each, and the position of the member that
/// pays (PROTOCOL 8.11). What an account takes back frees what it used itself and nothing else, so the whole is always
/// the sum of the accounts, and going to and fro wins nobody room.
/// </summary>
internal static class AgreementLimits
{
    /// <summary>Counts an amount, or says which limit it would break. Nothing is reserved for the position.</summary>
    public static Reason TryCount(OperationContext context, in Passage passage, RateTerms terms, out LimitMarks marks)
    {
        marks = default;
        var state = context.State;
        var agreement = state.Agreements[AgreementKeys.Agreement(passage.Given, passage.Taken)];
        if (agreement.Record is not { } record)
            return Reason.RateUnknown;
        var account = state.Corridors[AgreementKeys.Corridor(passage.Given, passage.Taken, passage.Account)];
        var day = Calendar.DayOf(context.Now);
        var (all, own) = (record.Corridor.On(day), account.Record?.On(day) ?? 0);
        var position = state.Claims(passage.Treasury, passage.Given).Lots.Total + record.Quoted;
        if (!Fits(all, passage.Amount, terms.Corridor))
            return Reason.CorridorExceeded;
        if (!Fits(own, passage.Amount, terms.CorridorPerAccount))
            return Reason.CorridorPerAccountExceeded;
        if (!Fits(position, passage.Amount, terms.PositionMax))
            return Reason.PositionExceeded;
        marks = new(
            LimitMark.Of(all, passage.Amount, terms.Corridor),
            LimitMark.Of(own, passage.Amount, terms.CorridorPerAccount),
            LimitMark.Of(position, passage.Amount, terms.PositionMax));
        state.Save(agreement);
        agreement.Record = record with { Corridor = new(day, all + passage.Amount.Units) };
        state.Save(account);
        account.Record = new(day, own + passage.Amount.Units);
        return Reason.None;
    }

    /// <summary>
    /// Gives back what an account used of a day's corridor, at most so much: because it takes units of that token back,
    /// or because its quote ended.
    /// </summary>
    public static void Free(
        OperationContext context, Ticker given, Ticker taken, AccountId account, Amount amount, ulong day)
    {
        var state = context.State;
        var agreement = state.Agreements[AgreementKeys.Agreement(given, taken)];
        if (agreement.Record is not { } record || record.Corridor.On(day) == 0)
            return;
        var own = state.Corridors[AgreementKeys.Corridor(given, taken, account)];
        var units = Math.Min(own.Record?.On(day) ?? 0, amount.Units);
        if (units == 0)
            return;
        state.Save(own);
        own.Record = new(day, own.Record!.Units - units);
        state.Save(agreement);
        agreement.Record = record with { Corridor = new(day, record.Corridor.Units - units) };
    }

    /// <summary>Keeps room in the position, and in the treasury's share, for an open quote; or lets it go.</summary>
    public static void Reserve(OperationContext context, Ticker taken, QuoteTerms quote, Amount gross, bool isEnd)
    {
        var agreement = context.State.Agreements[AgreementKeys.Agreement(quote.Given, taken)];
        var token = context.State.TokenAgreements[AgreementKeys.List(taken)];
        context.State.Save(agreement);
        context.State.Save(token);
        var (record, list) = (agreement.Record!, token.Record ?? TokenAgreements.Empty);
        agreement.Record = record with { Quoted = Moved(record.Quoted, quote.Amount, isEnd) };
        token.Record = list with { Quoted = Moved(list.Quoted, gross, isEnd) };
    }

    private static ulong Moved(ulong quoted, Amount amount, bool isEnd) =>
        isEnd ? quoted - amount.Units : quoted + amount.Units;

    private static bool Fits(ulong used, Amount amount, Amount most) =>
        used <= most.Units && amount.Units <= most.Units - used;
}

/// <summary>An amount on its way by an agreement.</summary>
/// <param name="Treasury">The account that pays, and that takes the amount as claims.</param>
internal readonly record struct Passage(
    Ticker Given, Ticker Taken, AccountId Account, AccountId Treasury, Amount Amount);
