using Ledger.Execution.State;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;

namespace Ledger.Execution.Operations;

/// <summary>Burns units of a holder or of the treasury (PROTOCOL 8.5.4).</summary>
internal static class Redemptions
{
    public static Reason Run(OperationContext context, Operation.Redeem redeem)
    {
        var token = context.State.Token(redeem.Token);
        if (token.Definition is not { } definition)
            return Reason.TokenUnknown;
        if (redeem.Amount.IsZero)
            return Reason.AmountZero;
        var isByIssuer = definition.RedeemNeedsIssuer || redeem.From == definition.Treasury;
        if (isByIssuer != redeem.OrderReference.HasValue)
            return isByIssuer ? Reason.OrderReferenceMissing : Reason.OrderReferenceUnexpected;
        if (redeem.OrderReference is { } reference)
        {
            var key = StateKeys.Order(redeem.Token, OperationKind.Redeem, reference);
            if (OrderReferences.Take(context, key, OrderReferences.ContentOf(redeem)) is { } end)
                return end;
        }

        if (!Postings.TryDebit(context, redeem.From, token, redeem.Amount, context.Taken))
            return Reason.BalanceInsufficient;
        token.Counters.Redeemed += redeem.Amount.Units;
        return Reason.None;
    }
}
