namespace Ledger.Simulation.Time;

/// <summary>
/// SplitMix64: the same numbers from the same seed on every machine and every version of the framework.
/// </summary>
internal sealed class SimulatedRandom(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var word = _state;
            word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9;
            word = (word ^ (word >> 27)) * 0x94D049BB133111EB;
            return word ^ (word >> 31);
        }
    }

    /// <summary>0 up to before <paramref name="count"/>.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>Both ends included.</summary>
    public long Between(long low, long high) => low + (long)(Next() % (ulong)(high - low + 1));

    public TimeSpan Between(TimeSpan low, TimeSpan high) => new(Between(low.Ticks, high.Ticks));

    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>Numbers of its own, so that drawing more of one kind does not change another.</summary>
    public SimulatedRandom Fork() => new(Next());
}
