using Ledger.Model.Values;

namespace Ledger.Model.Rates;

/// <summary>
/// What an amount given turns into at a rate (PROTOCOL 3.8): always rounded down, so the treasury that pays keeps what
/// is less than a unit.
/// </summary>
/// <param name="Gross">What the treasury pays.</param>
/// <param name="Net">What of it the customer gets; the rest is the fee.</param>
/// <param name="Remainder">Parts of one unit that were left over for the customer, less than the rate's parts.</param>
public readonly record struct Conversion(Amount Gross, Amount Net, ulong Remainder)
{
    public Amount Fee => new(Gross.Units - Net.Units);

    /// <summary>False where more units would come out than a token can have.</summary>
    public static bool TryMake(ExchangeRate rate, Amount given, out Conversion conversion)
    {
        conversion = default;
        // At most 64 + 32 + 20 bits.
        var product = (UInt128)given.Units * rate.Numerator;
        var gross = product / rate.Denominator;
        if (gross > Amount.SupplyMax.Units)
            return false;
        var (net, remainder) = UInt128.DivRem(product * (ExchangeRate.Million - rate.FeePerMillion), rate.Parts);
        conversion = new(new((ulong)gross), new((ulong)net), (ulong)remainder);
        return true;
    }
}
