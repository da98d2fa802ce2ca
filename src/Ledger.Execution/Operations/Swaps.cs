using System.Collections.Immutable;
using Ledger.Execution.Lots;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>
/// Moves units between any accounts and tokens at once: all debits first, from the balances before the operation, then
/// the credits (PROTOCOL 8.5.5). So no leg pays with what another one brings.
/// </summary>
internal sealed class Swaps
{
    private readonly LotList[] _taken = new LotList[Operation.Swap.LegsMax];

    public Swaps()
    {
        for (var i = 0; i < _taken.Length; i++)
            _taken[i] = new();
    }

    public Reason Run(OperationContext context, Operation.Swap swap)
    {
        var legs = swap.Legs;
        for (var i = 0; i < legs.Length; i++)
        {
            var reason = Judge(context, legs, i);
            if (reason != Reason.None)
                return reason;
        }

        for (var i = 0; i < legs.Length; i++)
        {
            var token = context.State.Token(legs[i].Token);
            if (!Postings.TryDebit(context, legs[i].From, token, legs[i].Amount, _taken[i]))
                return Reason.BalanceInsufficient;
        }

        for (var i = 0; i < legs.Length; i++)
        {
            var token = context.State.Token(legs[i].Token);
            Postings.Redate(context, token, legs[i].From, legs[i].To, _taken[i], context.Given);
            Postings.Credit(context, legs[i].To, token, context.Given);
        }

        return Reason.None;
    }

    private static Reason Judge(OperationContext context, ImmutableArray<SwapLeg> legs, int index)
    {
        var leg = legs[index];
        if (context.State.Token(leg.Token).Definition is not { } definition)
            return Reason.TokenUnknown;
        if (leg.Amount.IsZero)
            return Reason.AmountZero;
        if (leg.From == leg.To)
            return Reason.TransferToSelf;
        for (var i = 0; i < index; i++)
        {
            if (legs[i].From == leg.From && legs[i].To == leg.To && legs[i].Token == leg.Token)
                return Reason.SwapLegDuplicate;
        }

        return MayMove(context, leg, definition) ? Reason.None : Reason.TransferNotAllowed;
    }

    private static bool MayMove(OperationContext context, in SwapLeg leg, TokenDefinition definition)
    {
        if (leg.From == definition.Treasury || leg.To == definition.Treasury)
            return true;
        return definition.Capabilities.Transfer.Value switch
        {
            Transferability.Free => true,
            Transferability.ExchangeOnly => IsTreasury(context, leg.From) || IsTreasury(context, leg.To),
            _ => false,
        };
    }

    private static bool IsTreasury(OperationContext context, AccountId account) =>
        context.State.Account(account).Record?.TreasuryOf is not null;
}
