using Ledger.Execution.Lots;
using Ledger.Execution.Overlay;
using Ledger.Execution.State;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>Issues units, into the treasury or straight to an account (PROTOCOL 8.5.2).</summary>
internal static class Mints
{
    public static Reason Run(OperationContext context, Operation.Mint mint)
    {
        var token = context.State.Token(mint.Token);
        if (token.Definition is not { } definition)
            return Reason.TokenUnknown;
        if (mint.Amount.IsZero)
            return Reason.AmountZero;
        var key = StateKeys.Order(mint.Token, OperationKind.Mint, mint.OrderReference);
        if (OrderReferences.Take(context, key, OrderReferences.ContentOf(mint)) is { } end)
            return end;

        var reason = Judge(context, mint, token, definition);
        if (reason != Reason.None)
            return reason;
        context.State.Save(token);
        token.Counters.Minted += mint.Amount.Units;
        token.CountMint(Calendar.DayOf(context.Now), mint.Amount.Units);
        context.Given.Clear();
        context.Given.Add(LotOf(context, mint, definition));
        Postings.Credit(context, mint.To, token, context.Given);
        return Reason.None;
    }

    private static Reason Judge(
        OperationContext context, Operation.Mint mint, TokenEntry token, TokenDefinition definition)
    {
        if (mint.ActivatesAt > LotDates.ActivationMax(definition.Expiry, context.Now))
            return Reason.ActivationTooFar;
        if (!LotDates.IsOnGranularity(definition.Expiry, mint.ActivatesAt))
            return Reason.ActivationOffGranularity;
        // Each bound is subtracted from, never added to, so that no amount overflows.
        var mintedToday = token.MintedOn(Calendar.DayOf(context.Now));
        if (mint.Amount.Units > definition.MintPerDayMax.Units - Math.Min(mintedToday, definition.MintPerDayMax.Units))
            return Reason.MintPerDayExceeded;
        var isWithinSupply = mint.Amount.Units <= definition.SupplyMax.Units - token.Counters.Supply
            && mint.Amount.Units <= ulong.MaxValue - token.Counters.Minted;
        return isWithinSupply ? Reason.None : Reason.SupplyExceeded;
    }

    /// <summary>
    /// Units in the treasury have no dates; others expire by the token's rule, counted from activation.
    /// </summary>
    private static Model.Outcomes.Lot LotOf(OperationContext context, Operation.Mint mint, TokenDefinition definition)
    {
        if (mint.To == definition.Treasury)
            return new(Timestamp.Epoch, Timestamp.Epoch, mint.Amount);
        var isPending = mint.ActivatesAt > context.Now;
        var start = isPending ? mint.ActivatesAt : context.Now;
        var activation = isPending ? mint.ActivatesAt : Timestamp.Epoch;
        return new(LotDates.ExpiryOf(definition.Expiry, start), activation, mint.Amount);
    }
}
