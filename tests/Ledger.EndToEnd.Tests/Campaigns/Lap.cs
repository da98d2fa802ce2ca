using System.Globalization;

namespace Ledger.EndToEnd.Tests.Campaigns;

/// <summary>Takes the time of one recovery.</summary>
internal readonly struct Lap
{
    private readonly long _started = TimeProvider.System.GetTimestamp();

    public Lap()
    {
    }

    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(_started);

    public static string Format(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
