using System.Collections.Immutable;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Model.Outcomes;

/// <summary>What became of a transaction: succeeded, or failed with one reason. Final, in a block.</summary>
/// <param name="Reason"><see cref="Reason.None"/> if it succeeded; otherwise one of stage failed.</param>
/// <param name="FailedOperation">Index of the operation that failed; 0 if none did.</param>
/// <param name="Effects">One for each operation, in order; none if the transaction failed.</param>
public sealed record Outcome(
    TransactionId Transaction,
    Reason Reason,
    ushort FailedOperation,
    ImmutableArray<OperationEffect> Effects)
{
    /// <summary>
    /// Tokens that a failure is about, where the reason alone does not say it: the pair whose limit it met, or the
    /// cycle, each token given for the next and the last one for the first.
    /// </summary>
    public ImmutableArray<Ticker> Subjects { get; init; } = [];

    public bool IsSuccess => Reason == Reason.None;
}

/// <summary>What one operation moved.</summary>
/// <param name="Repeats">
/// The transaction whose effect stands, where the order reference was used before for the same.
/// </param>
public sealed record OperationEffect(ImmutableArray<Movement> Movements, TransactionId? Repeats)
{
    public static readonly OperationEffect Nothing = new([], null);

    /// <summary>What an exchange did by each agreement on its way, or what a quote promised; none for others.</summary>
    public ImmutableArray<ExchangeHop> Hops { get; init; } = [];
}

/// <summary>Units that left or reached one account's balance in one token, lot by lot.</summary>
public sealed record Movement(AccountId Account, Ticker Token, MovementKind Kind, ImmutableArray<Lot> Lots);

/// <summary>Numbers stand in outcome bytes.</summary>
public enum MovementKind : byte
{
    Debit = 1,
    Credit = 2,
    Expiry = 3,
    Activation = 4,

    /// <summary>From the account's balance into a hold.</summary>
    Hold = 5,

    /// <summary>Out of a hold of the account; where the units go, stands in the movements that follow.</summary>
    HoldEnd = 6,

    /// <summary>Into the account's claims: a treasury took them in an exchange, or took claims over.</summary>
    Claim = 7,

    /// <summary>Out of the account's claims, to their issuer or another member's treasury.</summary>
    ClaimEnd = 8,
}

/// <summary>Leaf 0 of the outcome tree: what the block itself did before its transactions, in order.</summary>
public sealed record BlockOutcome(Height Height, ImmutableArray<Movement> Movements);
