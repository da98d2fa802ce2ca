using Google.Rpc;
using Ledger.Api.Errors;
using Ledger.Api.Issuing;
using Ledger.Api.Ports;
using Ledger.Model.Values;

namespace Ledger.Api.Tests.Issuing;

public sealed class DailyCapsTests
{
    [Fact]
    public void Refusal_OfWhatIsBeyondACap_AsksToWaitUntilTheNextDayBegins()
    {
        var caps = new DailyCaps(
            new Dictionary<string, IReadOnlyDictionary<Ticker, ulong>>(StringComparer.Ordinal), new NoStore(), new QuarterToMidnight());

        var status = RpcErrors.StatusOf(caps.Refusal());

        var retry = Assert.Single(status.Details, detail => detail.Is(RetryInfo.Descriptor)).Unpack<RetryInfo>();
        Assert.Equal(TimeSpan.FromMinutes(15), retry.RetryDelay.ToTimeSpan());
    }

    private sealed class NoStore : ICapStore
    {
        public IReadOnlyList<CapUse> Read() => [];

        public void Write(IReadOnlyList<CapUse> uses) => throw new NotSupportedException();
    }

    private sealed class QuarterToMidnight : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 3, 31, 23, 45, 0, TimeSpan.Zero);
    }
}
