using System.Collections.Immutable;
using Ledger.Cryptography;
using Ledger.Model.Policies;
using Ledger.Model.Rates;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>One step of a transaction. Closed: the cases below are all there are.</summary>
public abstract record Operation
{
    private Operation()
    {
    }

    public abstract OperationKind Kind { get; }

    public sealed record RegisterToken(TokenDefinition Definition) : Operation
    {
        public override OperationKind Kind => OperationKind.RegisterToken;
    }

    /// <param name="ActivatesAt">
    /// When the units become spendable, on the token's granularity; the epoch for at once.
    /// </param>
    /// <param name="OrderReference">32-byte keyed hash: takes effect once for ever, per token and operation.</param>
    public sealed record Mint(
        Ticker Token, AccountId To, Amount Amount, MintReason Reason, Digest OrderReference, Timestamp ActivatesAt)
        : Operation
    {
        public override OperationKind Kind => OperationKind.Mint;
    }

    /// <param name="OrderReference">
    /// Required where <paramref name="From"/> is the token's treasury, else absent.
    /// </param>
    public sealed record Transfer(AccountId From, AccountId To, Ticker Token, Amount Amount, Digest? OrderReference)
        : Operation
    {
        public override OperationKind Kind => OperationKind.Transfer;
    }

    /// <param name="OrderReference">Required where the issuer takes part, else absent.</param>
    public sealed record Redeem(AccountId From, Ticker Token, Amount Amount, Digest? OrderReference) : Operation
    {
        public override OperationKind Kind => OperationKind.Redeem;
    }

    /// <summary>Sets units of <paramref name="From"/> aside until they are captured or released.</summary>
    /// <param name="Payee">Who may capture them.</param>
    /// <param name="Arbiter">Who may capture for the payee or release, or nobody.</param>
    /// <param name="ExpiresAt">When they are released by themselves, at most 30 days ahead.</param>
    /// <param name="HolderMayRelease">The holder may take them back before.</param>
    public sealed record Hold(
        AccountId From,
        AccountId Payee,
        AccountId? Arbiter,
        Ticker Token,
        Amount Amount,
        Timestamp ExpiresAt,
        bool HolderMayRelease) : Operation
    {
        public override OperationKind Kind => OperationKind.Hold;
    }

    /// <summary>Ends a hold: this amount goes to its payee, the rest back to the holder.</summary>
    /// <param name="By">The party that acts, and signs.</param>
    public sealed record Capture(HoldId Held, AccountId By, Amount Amount) : Operation
    {
        public override OperationKind Kind => OperationKind.Capture;
    }

    /// <summary>Ends a hold: all of it goes back to the holder.</summary>
    /// <param name="By">The party that acts, and signs.</param>
    public sealed record Release(HoldId Held, AccountId By) : Operation
    {
        public override OperationKind Kind => OperationKind.Release;
    }

    /// <param name="Legs">2 to 16, no (from, to, token) twice.</param>
    public sealed record Swap(ImmutableArray<SwapLeg> Legs) : Operation
    {
        public const int LegsMin = 2;
        public const int LegsMax = 16;

        public override OperationKind Kind => OperationKind.Swap;
    }

    /// <summary>Two members agree that customers may give one token's units for the other's.</summary>
    /// <param name="Taken">The token that is paid out, from its own treasury.</param>
    public sealed record AgreeRate(Ticker Given, Ticker Taken, RateTerms Terms) : Operation
    {
        public override OperationKind Kind => OperationKind.AgreeRate;
    }

    /// <summary>
    /// Gives an agreement other terms: an improvement at once, anything else after the notice that it states.
    /// </summary>
    /// <param name="IsByPayerAlone">
    /// Only the member whose treasury pays signs; then it must be an improvement. Otherwise both sign.
    /// </param>
    public sealed record AmendRate(Ticker Given, Ticker Taken, RateTerms Terms, bool IsByPayerAlone) : Operation
    {
        public override OperationKind Kind => OperationKind.AmendRate;
    }

    /// <summary>One of the two members stops exchanges at once, or takes back that it did.</summary>
    /// <param name="Member">Registry index of whoever acts, and signs.</param>
    public sealed record PauseRate(Ticker Given, Ticker Taken, ushort Member, bool IsPaused) : Operation
    {
        public override OperationKind Kind => OperationKind.PauseRate;
    }

    /// <summary>
    /// Gives units of the path's first token and takes units of its last, through the treasuries on the way, at the
    /// agreed rates or as a quote promised.
    /// </summary>
    /// <param name="Path">Two to four tokens: one to three hops.</param>
    /// <param name="Amount">Units given.</param>
    /// <param name="MinReceive">Least units that the customer accepts.</param>
    /// <param name="QuoteId">The firm quote that is taken up, or none.</param>
    public sealed record Exchange(
        AccountId Account, ImmutableArray<Ticker> Path, Amount Amount, Amount MinReceive, HoldId? QuoteId) : Operation
    {
        public const int HopsMin = 1;
        public const int HopsMax = 3;

        public override OperationKind Kind => OperationKind.Exchange;
    }

    /// <summary>
    /// Promises one account what it will get for an amount, and sets it aside. Its id is that of a hold.
    /// </summary>
    /// <param name="ExpiresAt">At most a minute ahead.</param>
    /// <param name="OrderReference">32-byte keyed hash: takes effect once for ever, per token and operation.</param>
    public sealed record Quote(
        Ticker Given,
        Ticker Taken,
        AccountId Account,
        Amount Amount,
        Timestamp ExpiresAt,
        Digest OrderReference) : Operation
    {
        /// <summary>How long a quote may last, in milliseconds.</summary>
        public const ulong TermMax = 60 * 1000;

        public override OperationKind Kind => OperationKind.Quote;
    }

    public sealed record ReplacePolicy(AccountId Account, Policy Policy) : Operation
    {
        public override OperationKind Kind => OperationKind.ReplacePolicy;
    }
}

public readonly record struct SwapLeg(AccountId From, AccountId To, Ticker Token, Amount Amount);

/// <summary>Why units were issued. Numbers stand on the log.</summary>
public enum MintReason : byte
{
    Purchase = 1,
    Review = 2,
    Referral = 3,
    Tenure = 4,
    PurchaseOfPoints = 5,
    OpeningBalance = 6,
    Correction = 7,
    Promotion = 8,
}
