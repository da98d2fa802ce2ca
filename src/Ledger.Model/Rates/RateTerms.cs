using Ledger.Model.Values;

namespace Ledger.Model.Rates;

/// <summary>What two members agree on for exchanges of one token for another (PROTOCOL 3.8).</summary>
/// <param name="FeeAccount">Present where there is a fee.</param>
/// <param name="GivenMin">Least units given in one exchange.</param>
/// <param name="GivenMax">Most units given in one exchange.</param>
/// <param name="Corridor">Units given on one UTC day by all accounts, each counted net of what it took back.</param>
/// <param name="CorridorPerAccount">The same for one account.</param>
/// <param name="PositionMax">Units of the given token that the paying member's treasury may hold as claims.</param>
/// <param name="ValidUntil">First instant at which it is no longer in force.</param>
/// <param name="Notice">Milliseconds from signing until a change takes effect that is no improvement.</param>
public sealed record RateTerms(
    ExchangeRate Rate,
    AccountId? FeeAccount,
    Amount GivenMin,
    Amount GivenMax,
    Amount Corridor,
    Amount CorridorPerAccount,
    Amount PositionMax,
    Timestamp ValidFrom,
    Timestamp ValidUntil,
    ulong Notice)
{
    /// <summary>One minute, in milliseconds: as long as a quote lasts.</summary>
    public const ulong NoticeMin = 60 * 1000;

    /// <summary>90 days.</summary>
    public const ulong NoticeMax = 90UL * 24 * 60 * 60 * 1000;

    /// <summary>The rules of PROTOCOL 3.8 that need no state.</summary>
    public bool IsSound =>
        Rate.IsSound
        && FeeAccount.HasValue == Rate.FeePerMillion > 0
        && !GivenMin.IsZero
        && GivenMin <= GivenMax
        && AreAmountsSound
        && ValidFrom < ValidUntil
        && Notice is >= NoticeMin and <= NoticeMax;

    private bool AreAmountsSound =>
        GivenMax <= Amount.SupplyMax
        && CorridorPerAccount <= Corridor
        && Corridor <= Amount.SupplyMax
        && PositionMax <= Amount.SupplyMax;

    public bool IsInForceAt(Timestamp time) => ValidFrom <= time && time < ValidUntil;

    /// <summary>
    /// Whether nobody who exchanges is worse off than under the other terms. The fee must be the same: its receiver is
    /// not asked.
    /// </summary>
    /// <param name="now">A validity that has begun by now began early enough.</param>
    public bool IsNoWorseThan(RateTerms other, Timestamp now) =>
        (ulong)Rate.Numerator * other.Rate.Denominator >= (ulong)other.Rate.Numerator * Rate.Denominator
        && Rate.FeePerMillion == other.Rate.FeePerMillion
        && FeeAccount == other.FeeAccount
        && GivenMin <= other.GivenMin
        && GivenMax >= other.GivenMax
        && Corridor >= other.Corridor
        && CorridorPerAccount >= other.CorridorPerAccount
        && PositionMax >= other.PositionMax
        && (ValidFrom <= now || ValidFrom.Milliseconds <= other.ValidFrom.Milliseconds)
        && ValidUntil.Milliseconds >= other.ValidUntil.Milliseconds
        && Notice >= other.Notice;
}
