using Ledger.Execution.Lots;
using Ledger.Execution.Overlay;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Execution.Operations;

/// <summary>
/// Units of another member's token that a treasury took in exchanges: its position. They keep their date, are not
/// swept, and leave only to their issuer, or to another member's treasury that signs (PROTOCOL 8.11).
/// </summary>
internal static class Claims
{
    public static void Credit(OperationContext context, AccountId treasury, TokenEntry token, LotList lots)
    {
        var claims = context.State.Claims(treasury, token.Ticker);
        context.State.Save(claims);
        // The one balance of which everybody knows whose it is.
        claims.IsMemberHeld = true;
        Postings.MarkCredited(context.State, treasury);
        foreach (ref readonly var lot in lots.Lots)
            claims.Lots.Add(lot);
        claims.Lots.MergePassed(context.Now);
        Postings.CountIn(context, claims, token, lots);
        context.Outcome.AddMovement(treasury, token.Ticker, MovementKind.Claim, lots);
    }

    /// <summary>Takes as much of the amount as there is; gives what is still missing of it.</summary>
    public static Amount Take(
        OperationContext context, AccountId treasury, TokenEntry token, Amount amount, LotList taken)
    {
        taken.Clear();
        var claims = context.State.Claims(treasury, token.Ticker);
        var part = new Amount(Math.Min(amount.Units, claims.Lots.Total));
        if (part.IsZero)
            return amount;
        context.State.Save(claims);
        _ = claims.Lots.TryTakeAny(part, taken);
        Postings.CountOut(context, claims, token, taken);
        context.Outcome.AddMovement(treasury, token.Ticker, MovementKind.ClaimEnd, taken);
        return new(amount.Units - part.Units);
    }

    /// <summary>Whether the account is the treasury of another member's token, so that it may hold claims.</summary>
    public static bool MayHold(StateOverlay state, AccountId account, TokenDefinition token) =>
        state.Account(account).Record?.TreasuryOf is { } other && state.Token(other).Definition?.Issuer != token.Issuer;

    /// <summary>Why a balance does not cover: there may be claims that can't go there.</summary>
    public static Reason ReasonOf(OperationContext context, AccountId account, TokenEntry token)
    {
        var hasClaims = context.State.Account(account).Record?.TreasuryOf is not null
            && context.State.Claims(account, token.Ticker).Lots.Count > 0;
        return hasClaims ? Reason.ClaimsBound : Reason.BalanceInsufficient;
    }
}
