using System.Collections.Immutable;
using Ledger.Execution.Lots;
using Ledger.Execution.Overlay;
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
    private readonly LotList[] _taken = [.. Enumerable.Range(0, Operation.Swap.LegsMax).Select(_ => new LotList())];
    private readonly LotList[] _claims = [.. Enumerable.Range(0, Operation.Swap.LegsMax).Select(_ => new LotList())];

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
            if (!TryTake(context, legs, i))
                return Claims.ReasonOf(context, legs[i].From, context.State.Token(legs[i].Token));
        }

        for (var i = 0; i < legs.Length; i++)
            Give(context, legs[i], i);
        return Reason.None;
    }

    private bool TryTake(OperationContext context, ImmutableArray<SwapLeg> legs, int index)
    {
        var leg = legs[index];
        var token = context.State.Token(leg.Token);
        var rest = leg.Amount;
        _claims[index].Clear();
        _taken[index].Clear();
        if (MayTakeClaims(context, legs, leg, token))
            rest = Claims.Take(context, leg.From, token, rest, _claims[index]);
        return rest.IsZero || Postings.TryDebit(context, leg.From, token, rest, _taken[index]);
    }

    private void Give(OperationContext context, in SwapLeg leg, int index)
    {
        var token = context.State.Token(leg.Token);
        if (_claims[index].Count > 0 && leg.To != token.Definition?.Treasury)
            Claims.Credit(context, leg.To, token, _claims[index]);
        else
            Give(context, leg, token, _claims[index]);
        Give(context, leg, token, _taken[index]);
    }

    private static void Give(OperationContext context, in SwapLeg leg, TokenEntry token, LotList lots)
    {
        if (lots.Count == 0)
            return;
        Postings.Redate(context, token, leg.From, leg.To, lots, context.Given);
        Postings.Credit(context, leg.To, token, context.Given);
    }

    /// <summary>
    /// Claims go to their issuer's treasury, or to one of another member that gives something in this swap and so
    /// signs: nobody fills another's position without asking.
    /// </summary>
    private static bool MayTakeClaims(
        OperationContext context, ImmutableArray<SwapLeg> legs, in SwapLeg leg, TokenEntry token)
    {
        if (token.Definition is not { } definition || !Claims.MayHold(context.State, leg.From, definition))
            return false;
        return leg.To == definition.Treasury
            || (IsGiver(legs, leg.To) && Claims.MayHold(context.State, leg.To, definition));
    }

    private static bool IsGiver(ImmutableArray<SwapLeg> legs, AccountId account)
    {
        foreach (var leg in legs)
        {
            if (leg.From == account)
                return true;
        }

        return false;
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
