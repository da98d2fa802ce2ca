using Ledger.Model;

namespace Ledger.Replica.Pool;

/// <summary>
/// How much the pool holds. Half is kept for the sources in equal parts, half goes to whoever comes first.
/// </summary>
/// <param name="Sources">Members through whose nodes transactions come in.</param>
public sealed record PoolLimits(int TransactionsMax, long BytesMax, int Sources)
{
    public static PoolLimits For(int sources) => new(200_000, 256L << 20, sources);

    internal int QuotaTransactions => TransactionsMax / 2 / Sources;

    internal long QuotaBytes => BytesMax / 2 / Sources;

    internal int SharedTransactions => TransactionsMax - (QuotaTransactions * Sources);

    internal long SharedBytes => BytesMax - (QuotaBytes * Sources);

    public void Validate() => Invariant.That(Sources > 0 && QuotaTransactions > 0 && QuotaBytes > 0);
}
