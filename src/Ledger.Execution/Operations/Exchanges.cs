using System.Collections.Immutable;
using Ledger.Execution.Lots;
using Ledger.Execution.Overlay;
using Ledger.Execution.Rates;
using Ledger.Execution.State;
using Ledger.Model.Outcomes;
using Ledger.Model.Rates;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>
/// Takes units of a customer into another member's treasury, as claims, and pays units of that one's token out of it
/// (PROTOCOL 8.11). Units in between go from treasury to treasury.
/// </summary>
internal sealed class Exchanges
{
    // Lots on their way: those that the next hop gives, and those that it takes.
    private LotList _given = new();
    private LotList _taken = new();

    public Reason Run(OperationContext context, Operation.Exchange exchange)
    {
        var reason = Judge(context, exchange);
        if (reason != Reason.None)
            return reason;
        var path = exchange.Path;
        if (!Postings.TryDebit(context, exchange.Account, context.State.Token(path[0]), exchange.Amount, _given))
            return Reason.BalanceInsufficient;
        var amount = exchange.Amount;
        for (var i = 0; i + 1 < path.Length; i++)
        {
            reason = exchange.QuoteId is { } quote
                ? PassByQuote(context, exchange, quote, out var net)
                : Pass(context, exchange.Account, (path[i], path[i + 1]), amount, out net);
            if (reason != Reason.None)
                return Name(context, reason, path[i], path[i + 1]);
            amount = net;
            (_given, _taken) = (_taken, _given);
        }

        if (amount < exchange.MinReceive)
            return Name(context, Reason.RateReceiveBelowMin, path[0], path[^1]);
        Postings.Credit(context, exchange.Account, context.State.Token(path[^1]), _given);
        return Reason.None;
    }

    /// <summary>Whether the account and tokens may take part in exchanges at all.</summary>
    internal static Reason Judge(
        OperationContext context, AccountId account, ImmutableArray<Ticker> path, Amount amount)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (context.State.Token(path[i]).Definition is null)
                return Reason.TokenUnknown;
            if (path.IndexOf(path[i]) != i)
                return Reason.RatePathRepeats;
        }

        if (amount.IsZero)
            return Reason.AmountZero;
        if (context.State.Account(account).Record?.TreasuryOf is not null)
            return Reason.RateByTreasury;
        for (var i = 0; i + 1 < path.Length; i++)
        {
            var transfer = context.State.Token(path[i]).Definition!.Capabilities.Transfer.Value;
            if (transfer is not (Transferability.Free or Transferability.ExchangeOnly))
                return Reason.TransferNotAllowed;
        }

        return Reason.None;
    }

    /// <summary>The terms by which an amount may be given now, and what comes of it.</summary>
    internal static Reason FindTerms(
        OperationContext context,
        (Ticker Given, Ticker Taken) pair,
        Amount amount,
        out RateTerms? terms,
        out Conversion conversion)
    {
        (terms, conversion) = (null, default);
        if (context.State.Agreements[AgreementKeys.Agreement(pair.Given, pair.Taken)].Record is not { } agreement)
            return Reason.RateUnknown;
        terms = agreement.TermsAt(context.Now);
        if (!terms.IsInForceAt(context.Now))
            return Reason.RateNotInForce;
        if (agreement.IsPaused)
            return Reason.RatePaused;
        if (amount < terms.GivenMin)
            return Reason.RateAmountBelowMin;
        if (amount > terms.GivenMax)
            return Reason.RateAmountAboveMax;
        if (!Conversion.TryMake(terms.Rate, amount, out conversion))
            return Reason.RateTreasuryInsufficient;
        return conversion.Net.IsZero ? Reason.RateNothingReceived : Reason.None;
    }

    private static Reason Judge(OperationContext context, Operation.Exchange exchange)
    {
        var reason = Judge(context, exchange.Account, exchange.Path, exchange.Amount);
        if (reason != Reason.None || exchange.QuoteId is not { } quote)
            return reason;
        return Quotes.Judge(context, exchange, quote);
    }

    private Reason Pass(
        OperationContext context,
        AccountId account,
        (Ticker Given, Ticker Taken) pair,
        Amount amount,
        out Amount net)
    {
        net = Amount.Zero;
        var reason = FindTerms(context, pair, amount, out var terms, out var conversion);
        if (reason != Reason.None || terms is null)
            return reason;
        var taken = context.State.Token(pair.Taken);
        var passage = new Passage(pair.Given, pair.Taken, account, taken.Definition!.Treasury, amount);
        reason = AgreementLimits.TryCount(context, passage, terms, out var marks);
        if (reason != Reason.None)
            return reason;
        if (!Postings.TryDebit(context, passage.Treasury, taken, conversion.Gross, _taken))
            return Reason.RateTreasuryInsufficient;
        net = conversion.Net;
        return Settle(context, passage, (terms.Rate, terms.FeeAccount), conversion, marks);
    }

    private Reason PassByQuote(
        OperationContext context, Operation.Exchange exchange, HoldId id, out Amount net)
    {
        var hold = context.State.Holds[StateKeys.Hold(id)].Record!;
        var quote = hold.Quote!;
        var passage = new Passage(quote.Given, hold.Token, exchange.Account, hold.Holder, quote.Amount);
        Quotes.TakeUp(context, id, _taken);
        net = quote.Conversion.Net;
        return Settle(context, passage, (quote.Rate, quote.FeeAccount), quote.Conversion, default);
    }

    /// <summary>
    /// The given lots become claims of the treasury that paid; what it paid goes to the fee account and, dated by what
    /// was given, into <see cref="_taken"/>.
    /// </summary>
    private Reason Settle(
        OperationContext context,
        in Passage passage,
        (ExchangeRate Rate, AccountId? FeeAccount) price,
        in Conversion conversion,
        LimitMarks marks)
    {
        var taken = context.State.Token(passage.Taken);
        Claims.Credit(context, passage.Treasury, context.State.Token(passage.Given), Undated(context, _given));
        if (!InheritedLots.TryMake(_given, price.Rate, taken.Definition!, context.Now, _taken))
            return Reason.LotExpiresTooSoon;
        if (price.FeeAccount is { } fee && !conversion.Fee.IsZero)
            PayFee(context, fee, taken, conversion.Fee);
        var day = Calendar.DayOf(context.Now);
        AgreementLimits.Free(context, passage.Taken, passage.Given, passage.Account, conversion.Net, day);
        context.Outcome.AddHop(new(
            passage.Given,
            passage.Taken,
            passage.Amount,
            conversion.Net,
            conversion.Fee,
            conversion.Remainder,
            price.Rate,
            marks));
        return Reason.None;
    }

    /// <summary>Lots that move have no activation any more.</summary>
    private static LotList Undated(OperationContext context, LotList lots)
    {
        context.Given.Clear();
        foreach (ref readonly var lot in lots.Lots)
            context.Given.Add(lot with { ActivatesAt = Timestamp.Epoch });
        return context.Given;
    }

    /// <summary>As whatever leaves the treasury, the fee gets the token's rule.</summary>
    private static void PayFee(OperationContext context, AccountId account, TokenEntry token, Amount fee)
    {
        context.Given.Clear();
        context.Given.Add(new(LotDates.ExpiryOf(token.Definition!.Expiry, context.Now), Timestamp.Epoch, fee));
        Postings.Credit(context, account, token, context.Given);
    }

    private static Reason Name(OperationContext context, Reason reason, Ticker given, Ticker taken)
    {
        context.Subjects.Add(given);
        context.Subjects.Add(taken);
        return reason;
    }
}
