using Ledger.Execution.Overlay;
using Ledger.Execution.Records;
using Ledger.Model.Reasons;
using Ledger.Model.Tokens;
using Ledger.Model.Transactions;

namespace Ledger.Execution.Operations;

/// <summary>Brings a token into the ledger, for ever (PROTOCOL 8.5.1).</summary>
internal static class Registrations
{
    public static Reason Run(OperationContext context, Operation.RegisterToken register)
    {
        var definition = register.Definition;
        if (context.State.FindMember(definition.Issuer) is null)
            return Reason.MemberUnknown;
        if (context.State.Token(definition.Ticker).Definition is not null)
            return Reason.TokenExists;
        // Units that it holds already would turn into another member's position unseen by the counters.
        var treasury = context.State.Account(definition.Treasury).Record;
        if (treasury is { IsCredited: true } or { TreasuryOf: not null })
            return Reason.TreasuryTaken;
        Place(context.State, definition);
        return Reason.None;
    }

    /// <summary>Writes token and treasury without asking, as genesis does.</summary>
    public static void Place(StateOverlay state, TokenDefinition definition)
    {
        var token = state.Token(definition.Ticker);
        state.Save(token);
        token.Register(definition);
        var treasury = state.Account(definition.Treasury);
        state.Save(treasury);
        treasury.Record = (treasury.Record ?? AccountRecord.Empty) with { TreasuryOf = definition.Ticker };
    }
}
