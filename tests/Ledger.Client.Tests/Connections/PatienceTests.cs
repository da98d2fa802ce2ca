using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Client.Connections;
using Ledger.Model.Reasons;

namespace Ledger.Client.Tests.Connections;

public sealed class PatienceTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly Patience TenSeconds = new(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5), new StoppedClock());

    [Theory]
    [InlineData(null, true)]
    [InlineData(1, true)]
    [InlineData(8, true)]
    [InlineData(11, false)]
    [InlineData(12 * 60 * 60, false)]
    public void Patience_ForWhatANodeAsksToWait_CoversItOrDoesNot(int? seconds, bool expected)
    {
        var error = new LedgerError(
            ErrorKind.Busy,
            Reason.DailyCapExceeded,
            "LIMIT_DAILY_CAP",
            "",
            ImmutableDictionary<string, string>.Empty,
            seconds is { } given ? TimeSpan.FromSeconds(given) : null,
            null);

        Assert.Equal(expected, TenSeconds.Covers(error));
    }

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
