using Ledger.Model.Values;

namespace Ledger.Execution.Rates;

/// <summary>Tells when the use of a limit comes from below to a mark, so that somebody can act in time.</summary>
internal static class LimitMark
{
    private static ReadOnlySpan<byte> Percents => [95, 80, 50];

    /// <summary>The highest mark that the use reaches by the amount and had not reached before; 0 for none.</summary>
    public static byte Of(ulong used, Amount amount, Amount most)
    {
        var (before, after) = ((UInt128)used * 100, ((UInt128)used + amount.Units) * 100);
        foreach (var percent in Percents)
        {
            var mark = (UInt128)most.Units * percent;
            if (after >= mark && before < mark)
                return percent;
        }

        return 0;
    }
}
