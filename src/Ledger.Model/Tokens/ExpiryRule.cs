namespace Ledger.Model.Tokens;

/// <summary>When units of a token expire that leave the treasury or are minted to an account.</summary>
/// <param name="Lifetime">In steps of the granularity, at most 64; 0 for never.</param>
public readonly record struct ExpiryRule(Granularity Granularity, byte Lifetime)
{
    public const byte LifetimeMax = 64;

    /// <summary>How many steps ahead an activation may lie.</summary>
    public const byte ActivationStepsMax = 64;

    public bool IsSound => Granularity is Granularity.Day or Granularity.Month && Lifetime <= LifetimeMax;
}

/// <summary>The step on which expiries and activations of a token lie, in UTC.</summary>
public enum Granularity : byte
{
    Day = 1,
    Month = 2,
}
