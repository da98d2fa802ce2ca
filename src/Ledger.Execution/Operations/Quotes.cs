using System.Collections.Immutable;
using Ledger.Execution.Lots;
using Ledger.Execution.Rates;
using Ledger.Execution.Records;
using Ledger.Execution.State;
using Ledger.Model;
using Ledger.Model.Outcomes;
using Ledger.Model.Rates;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>
/// Firm promises of a treasury to one account: what it will pay stands in a hold, and corridor and position have room
/// for it, until the customer takes the quote up or its minute is over (PROTOCOL 8.12).
/// </summary>
internal static class Quotes
{
    /// <summary>All open quotes of a token are at most this part of its treasury.</summary>
    private const ulong TreasuryPart = 10;

    public static Reason Run(OperationContext context, Operation.Quote quote)
    {
        var reason = Exchanges.Judge(context, quote.Account, [quote.Given, quote.Taken], quote.Amount);
        if (reason != Reason.None)
            return reason;
        var key = StateKeys.Order(quote.Taken, OperationKind.Quote, quote.OrderReference);
        if (OrderReferences.Take(context, key, OrderReferences.ContentOf(quote)) is { } end)
            return end;
        if (quote.ExpiresAt <= context.Now
            || quote.ExpiresAt.Milliseconds - context.Now.Milliseconds > Operation.Quote.TermMax)
        {
            return Reason.QuoteTermOutOfRange;
        }

        reason = Exchanges.FindTerms(
            context, (quote.Given, quote.Taken), quote.Amount, out var terms, out var conversion);
        if (reason == Reason.None && terms is not null)
            reason = Promise(context, quote, terms, conversion);
        if (reason != Reason.None)
            context.Subjects.AddRange([quote.Given, quote.Taken]);
        return reason;
    }

    /// <summary>Whether an exchange may take the quote up.</summary>
    public static Reason Judge(OperationContext context, Operation.Exchange exchange, HoldId id)
    {
        if (context.State.Holds[StateKeys.Hold(id)].Record is not { Quote: { } quote } hold)
            return Reason.QuoteUnknown;
        if (hold.Status == HoldStatus.Captured)
            return Reason.QuoteUsed;
        if (hold.Status != HoldStatus.Open || hold.ExpiresAt <= context.Now)
            return Reason.QuoteExpired;
        var isSame = exchange.Account == hold.Payee
            && exchange.Path.Length == 2
            && exchange.Path[0] == quote.Given
            && exchange.Path[1] == hold.Token
            && exchange.Amount == quote.Amount;
        return isSame ? Reason.None : Reason.QuoteMismatch;
    }

    /// <summary>Ends a quote by taking what it set aside. What the corridor counted for it goes on counting.</summary>
    public static void TakeUp(OperationContext context, HoldId id, LotList taken)
    {
        var entry = context.State.Holds[StateKeys.Hold(id)];
        Invariant.That(entry.Record?.Quote is not null);
        HoldPostings.Free(context, entry.Record, context.State.Token(entry.Record.Token), taken);
        Holds.Close(context, entry, HoldStatus.Captured);
    }

    /// <summary>Lets go of what an open quote kept, before it ends.</summary>
    /// <param name="isUsed">The customer takes it up: then it stays in the corridor.</param>
    public static void Forget(OperationContext context, HoldRecord hold, QuoteTerms quote, bool isUsed)
    {
        AgreementLimits.Reserve(context, hold.Token, quote, quote.Conversion.Gross, isEnd: true);
        if (!isUsed)
            AgreementLimits.Free(context, quote.Given, hold.Token, hold.Payee, quote.Amount, quote.Day);
    }

    private static Reason Promise(
        OperationContext context, Operation.Quote quote, RateTerms terms, in Conversion conversion)
    {
        var token = context.State.Token(quote.Taken);
        var treasury = token.Definition!.Treasury;
        if (context.State.AccountHolds[StateKeys.AccountHolds(quote.Account)].Record is { IsFull: true })
            return Reason.HoldCountExceeded;
        var quoted = context.State.TokenAgreements[AgreementKeys.List(quote.Taken)].Record?.Quoted ?? 0;
        if (((UInt128)quoted + conversion.Gross.Units) * TreasuryPart > token.Counters.Treasury)
            return Reason.QuotesExceeded;
        var passage = new Passage(quote.Given, quote.Taken, quote.Account, treasury, quote.Amount);
        var reason = AgreementLimits.TryCount(context, passage, terms, out var marks);
        if (reason != Reason.None)
            return reason;
        if (!HoldPostings.TryReserve(context, treasury, token, conversion.Gross, out var lots))
            return Reason.RateTreasuryInsufficient;
        var promised = new QuoteTerms(
            quote.Given, quote.Amount, terms.Rate, terms.FeeAccount, Calendar.DayOf(context.Now));
        SetAside(context, quote, treasury, promised, lots);
        AgreementLimits.Reserve(context, quote.Taken, promised, conversion.Gross, isEnd: false);
        context.Outcome.AddHop(new(
            quote.Given,
            quote.Taken,
            quote.Amount,
            conversion.Net,
            conversion.Fee,
            conversion.Remainder,
            terms.Rate,
            marks));
        return Reason.None;
    }

    private static void SetAside(
        OperationContext context,
        Operation.Quote quote,
        AccountId treasury,
        QuoteTerms promised,
        ImmutableArray<Lot> lots) =>
        Holds.Open(context, new(
            HoldStatus.Open,
            treasury,
            quote.Account,
            Arbiter: null,
            quote.Taken,
            quote.ExpiresAt,
            HolderMayRelease: false,
            lots)
        {
            Quote = promised,
        });
}
