using Ledger.Model.Values;

namespace Ledger.Model.Rates;

/// <summary>
/// What an amount given turns into at a rate (PROTOCOL 3.8): always rounded down, so the treasury that pays keeps what
/// is less than a unit.
/// </summary>
/// <param name="Gross">What the treasury pays.</param>
/// <param name="Net">What of it the customer gets; the rest is the fee.</param>
/// <param name="Remainder">
/// What was left over for the customer: so many parts of one unit, of which it has denominator times a million.
/// </param>
public readonly record struct Conversion(Amount Gross, Amount Net, ulong Remainder)
{
    public Amount Fee => new(Gross.Units - Net.Units);

    /// <summary>False where more units would come out than a token can have.</summary>
    public static bool TryMake(RateTerms terms, Amount given, out Conversion conversion)
    {
        conversion = default;
        // At most 64 + 32 + 20 bits.
        var product = (UInt128)given.Units * terms.Numerator;
        var gross = product / terms.Denominator;
        if (gross > Amount.SupplyMax.Units)
            return false;
        var parts = (UInt128)terms.Denominator * RateTerms.Million;
        var (net, remainder) = UInt128.DivRem(product * (RateTerms.Million - terms.FeePerMillion), parts);
        conversion = new(new((ulong)gross), new((ulong)net), (ulong)remainder);
        return true;
    }
}
