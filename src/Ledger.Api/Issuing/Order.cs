using System.Collections.Immutable;
using Ledger.Api.Errors;
using Ledger.Contracts.V1;
using Ledger.Model.Values;
using MintReason = Ledger.Model.Transactions.MintReason;
using Operation = Ledger.Model.Transactions.Operation;
using TokenDefinition = Ledger.Model.Tokens.TokenDefinition;

namespace Ledger.Api.Issuing;

/// <summary>What a member's system orders of its own token; the node makes it an operation once it knows the token.</summary>
internal abstract record Order(Ticker Token, Amount Amount)
{
    public abstract Operation ToOperation(TokenDefinition definition);

    /// <summary>Who signs: first the author of the transaction.</summary>
    public abstract ImmutableArray<AccountId> SignersOf(TokenDefinition definition, AccountId member);

    public static Order Read(MintRequest request)
    {
        var token = Fields.Token(request.Token, "token");
        var to = Fields.Account(request.To, "to");
        var reference = Fields.OrderReference(request.OrderReference, "order_reference");
        if (!Enum.IsDefined((MintReason)request.Reason))
            throw RpcErrors.OfField("reason", "Say why the units are issued.");
        if (request.ActivatesAtMs > Timestamp.Latest.Milliseconds)
            throw RpcErrors.OfField("activates_at_ms", "That is after the year 9999.");
        return new Minted(new(
            token, to, AmountOf(request.Amount), (MintReason)request.Reason, reference, new(request.ActivatesAtMs)));
    }

    public static Order Read(TreasuryTransferRequest request) => new Transferred(
        Fields.Token(request.Token, "token"),
        Fields.Account(request.To, "to"),
        AmountOf(request.Amount),
        Fields.OrderReference(request.OrderReference, "order_reference"));

    public static Order Read(TreasuryRedemption request) => new Redeemed(
        Fields.Token(request.Token, "treasury.token"),
        AmountOf(request.Amount),
        Fields.OrderReference(request.OrderReference, "treasury.order_reference"));

    public static Order Read(QuoteRequest request)
    {
        if (request.ExpiresAtMs > Timestamp.Latest.Milliseconds)
            throw RpcErrors.OfField("expires_at_ms", "That is after the year 9999.");
        return new Quoted(new(
            Fields.Token(request.Given, "given"),
            Fields.Token(request.Taken, "taken"),
            Fields.Account(request.Account, "account"),
            AmountOf(request.Amount),
            new(request.ExpiresAtMs),
            Fields.OrderReference(request.OrderReference, "order_reference")));
    }

    private static Amount AmountOf(ulong units) =>
        units > 0 ? new(units) : throw RpcErrors.OfField("amount", "Give at least one unit.");

    private sealed record Minted(Operation.Mint Operation) : Order(Operation.Token, Operation.Amount)
    {
        public override Operation ToOperation(TokenDefinition definition) => Operation;

        public override ImmutableArray<AccountId> SignersOf(TokenDefinition definition, AccountId member) =>
            [definition.Minter];
    }

    private sealed record Transferred(Ticker Token, AccountId To, Amount Amount, Cryptography.Digest Reference)
        : Order(Token, Amount)
    {
        public override Operation ToOperation(TokenDefinition definition) =>
            new Operation.Transfer(definition.Treasury, To, Token, Amount, Reference);

        public override ImmutableArray<AccountId> SignersOf(TokenDefinition definition, AccountId member) =>
            [definition.Treasury];
    }

    private sealed record Redeemed(Ticker Token, Amount Amount, Cryptography.Digest Reference) : Order(Token, Amount)
    {
        public override Operation ToOperation(TokenDefinition definition) =>
            new Operation.Redeem(definition.Treasury, Token, Amount, Reference);

        public override ImmutableArray<AccountId> SignersOf(TokenDefinition definition, AccountId member) =>
            definition.RedeemNeedsIssuer && member != definition.Treasury
                ? [definition.Treasury, member]
                : [definition.Treasury];
    }

    /// <summary>Counts in no cap: the agreement and a tenth of the treasury bound all quotes.</summary>
    private sealed record Quoted(Operation.Quote Operation) : Order(Operation.Taken, Amount.Zero)
    {
        public override Operation ToOperation(TokenDefinition definition) => Operation;

        public override ImmutableArray<AccountId> SignersOf(TokenDefinition definition, AccountId member) =>
            [definition.Treasury];
    }
}
