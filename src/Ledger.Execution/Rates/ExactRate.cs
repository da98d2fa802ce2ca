using System.Numerics;
using Ledger.Model.Rates;

namespace Ledger.Execution.Rates;

/// <summary>A rate, or a product of rates, as a fraction of whole numbers of any size: nothing is rounded.</summary>
internal readonly record struct ExactRate(BigInteger Numerator, BigInteger Denominator)
{
    public static readonly ExactRate One = new(1, 1);

    /// <summary>What a customer gets for each unit given, after the fee.</summary>
    public static ExactRate NetOf(ExchangeRate rate) => new(
        (BigInteger)rate.Numerator * (ExchangeRate.Million - rate.FeePerMillion), rate.Parts);

    public static ExactRate operator *(ExactRate left, ExactRate right) =>
        new(left.Numerator * right.Numerator, left.Denominator * right.Denominator);

    public static bool operator >(ExactRate left, ExactRate right) =>
        left.Numerator * right.Denominator > right.Numerator * left.Denominator;

    public static bool operator <(ExactRate left, ExactRate right) => right > left;
}
