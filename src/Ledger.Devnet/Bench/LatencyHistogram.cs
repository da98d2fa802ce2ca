using System.Numerics;

namespace Ledger.Devnet.Bench;

/// <summary>
/// Counts times in steps that grow with them: each value is known to 1.6 per cent, from a microsecond to hours, in a
/// fixed few kilobytes. Any thread may record.
/// </summary>
public sealed class LatencyHistogram
{
    private const int StepBits = 6;
    private const int StepsPerOctave = 1 << StepBits;
    private const int Octaves = 34;

    // Below one octave's steps each microsecond has a count of its own.
    private readonly long[] _counts = new long[StepsPerOctave * (Octaves + 1)];
    private long _max;

    public long Count => _counts.Sum();

    public TimeSpan Max => TimeSpan.FromMicroseconds(Volatile.Read(ref _max));

    /// <summary>A negative time counts as none, one beyond the last step as the last.</summary>
    public void Record(TimeSpan time)
    {
        var microseconds = Math.Max(0, (long)time.TotalMicroseconds);
        Interlocked.Increment(ref _counts[Math.Min(IndexOf(microseconds), _counts.Length - 1)]);
        for (var known = Volatile.Read(ref _max); known < microseconds;)
        {
            var seen = Interlocked.CompareExchange(ref _max, microseconds, known);
            known = seen == known ? microseconds : seen;
        }
    }

    /// <summary>The smallest time that this part of all recorded ones did not exceed; zero if there are none.</summary>
    /// <param name="share">From 0 to 1.</param>
    public TimeSpan Percentile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= rank)
                return TimeSpan.FromMicroseconds(Math.Min(UpperBoundOf(index), _max));
        }

        return TimeSpan.Zero;
    }

    private static int IndexOf(long microseconds)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)microseconds) - StepBits);
        return (shift << StepBits) + (int)(microseconds >> shift);
    }

    private static long UpperBoundOf(int index)
    {
        var shift = Math.Max(0, (index >> StepBits) - 1);
        return ((index - ((long)shift << StepBits) + 1) << shift) - 1;
    }
}
