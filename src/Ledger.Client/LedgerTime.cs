using Ledger.Model.Values;

namespace Ledger.Client;

/// <summary>Between the calendar's time and the ledger's, which counts milliseconds.</summary>
public static class LedgerTime
{
    /// <summary>
    /// The instant by the ledger's count, parts of a millisecond left out. Not for times before 1970.
    /// </summary>
    public static Timestamp ToTimestamp(this DateTimeOffset time) => new((ulong)time.ToUnixTimeMilliseconds());

    /// <summary>The instant in UTC. Not for what lies beyond <see cref="Timestamp.Latest"/>.</summary>
    public static DateTimeOffset ToDateTimeOffset(this Timestamp time) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)time.Milliseconds);
}
