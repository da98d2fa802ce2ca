using Ledger.Execution.Overlay;
using Ledger.Execution.State;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;

namespace Ledger.Execution.Operations;

/// <summary>Moves units from one account to another (PROTOCOL 8.5.3).</summary>
internal static class Transfers
{
    public static Reason Run(OperationContext context, Operation.Transfer transfer)
    {
        var token = context.State.Token(transfer.Token);
        if (token.Definition is not { } definition)
            return Reason.TokenUnknown;
        if (transfer.Amount.IsZero)
            return Reason.AmountZero;
        if (transfer.From == transfer.To)
            return Reason.TransferToSelf;
        var isByIssuer = transfer.From == definition.Treasury;
        if (isByIssuer != transfer.OrderReference.HasValue)
            return isByIssuer ? Reason.OrderReferenceMissing : Reason.OrderReferenceUnexpected;
        if (transfer.OrderReference is { } reference)
        {
            var key = StateKeys.Order(transfer.Token, OperationKind.Transfer, reference);
            if (OrderReferences.Take(context, key, OrderReferences.ContentOf(transfer)) is { } end)
                return end;
        }

        return Move(context, transfer, token, definition);
    }

    private static Reason Move(
        OperationContext context, Operation.Transfer transfer, TokenEntry token, TokenDefinition definition)
    {
        // The issuer may always hand units out and take them back; between others the manifest decides.
        var isWithIssuer = transfer.From == definition.Treasury || transfer.To == definition.Treasury;
        if (!isWithIssuer && definition.Capabilities.Transfer.Value != Transferability.Free)
            return Reason.TransferNotAllowed;
        var rest = transfer.Amount;
        if (transfer.To == definition.Treasury && Claims.MayHold(context.State, transfer.From, definition))
        {
            rest = Claims.Take(context, transfer.From, token, rest, context.Taken);
            Give(context, transfer, token);
            if (rest.IsZero)
                return Reason.None;
        }

        if (!Postings.TryDebit(context, transfer.From, token, rest, context.Taken))
            return Claims.ReasonOf(context, transfer.From, token);
        Give(context, transfer, token);
        return Reason.None;
    }

    private static void Give(OperationContext context, Operation.Transfer transfer, TokenEntry token)
    {
        if (context.Taken.Count == 0)
            return;
        Postings.Redate(context, token, transfer.From, transfer.To, context.Taken, context.Given);
        Postings.Credit(context, transfer.To, token, context.Given);
    }
}
