namespace Ledger.Model.Rates;

/// <summary>What units given turn into: a fraction, less the fee (PROTOCOL 3.8).</summary>
/// <param name="FeePerMillion">Part of what is taken that goes to the fee account.</param>
public readonly record struct ExchangeRate(uint Numerator, uint Denominator, uint FeePerMillion)
{
    public const uint Million = 1_000_000;

    public bool IsSound => Numerator > 0 && Denominator > 0 && FeePerMillion < Million;

    /// <summary>One unit taken has so many parts; remainders are counted in them.</summary>
    public ulong Parts => (ulong)Denominator * Million;
}
