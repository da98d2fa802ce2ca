using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Execution.Lots;

/// <summary>The dates that a token gives to units where they start their life with a holder (PROTOCOL 8.4).</summary>
internal static class LotDates
{
    /// <summary>
    /// When units expire that become spendable at <paramref name="start"/>: at least the token's lifetime later, on
    /// its granularity. The epoch for never.
    /// </summary>
    public static Timestamp ExpiryOf(ExpiryRule rule, Timestamp start) =>
        rule.Lifetime == 0 ? Timestamp.Epoch : Calendar.Ceiling(start, rule.Granularity, rule.Lifetime);

    /// <summary>The latest activation that a mint may name.</summary>
    public static Timestamp ActivationMax(ExpiryRule rule, Timestamp now) =>
        Calendar.After(now, rule.Granularity, ExpiryRule.ActivationStepsMax);

    public static bool IsOnGranularity(ExpiryRule rule, Timestamp time) =>
        Calendar.Floor(time, rule.Granularity) == time;
}
