namespace Ledger.Client.Tests.Networks;

/// <summary>The system's clock, set forward as a test says.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Ahead { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
