using System.Collections.Immutable;
using Ledger.Model.Outcomes;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Client.Accounts;

/// <summary>What an account is and holds after one block.</summary>
/// <param name="Time">Of that block.</param>
/// <param name="Exists">False if nobody ever paid this account.</param>
/// <param name="Policy">Null until the account's first signature has told the ledger.</param>
/// <param name="TreasuryOf">The token whose treasury this is, if it is one.</param>
/// <param name="Balances">In the order of tickers.</param>
public sealed record AccountState(
    Height Height,
    DateTimeOffset Time,
    AccountId Id,
    bool Exists,
    Policy? Policy,
    Ticker? TreasuryOf,
    ImmutableArray<Balance> Balances)
{
    /// <summary>Open holds and quotes that this account gives, gets or judges.</summary>
    public ImmutableArray<AccountHold> Holds { get; init; } = [];

    /// <summary>Units of a token that can be spent now.</summary>
    public Amount SpendableOf(Ticker token) =>
        Balances.FirstOrDefault(balance => balance.Token == token)?.Spendable ?? Amount.Zero;
}

/// <param name="Scale">Decimal places of the token's unit.</param>
/// <param name="Pending">Not active yet.</param>
/// <param name="Lots">Those that expire first stand first.</param>
/// <param name="Expiries">All that are coming, earliest first.</param>
public sealed record Balance(
    Ticker Token,
    byte Scale,
    Amount Spendable,
    Amount Pending,
    ImmutableArray<Lot> Lots,
    ImmutableArray<Expiry> Expiries);

/// <summary>So many units lapse at this instant unless they are spent before.</summary>
public readonly record struct Expiry(DateTimeOffset At, Amount Amount);
