using Ledger.Model.Values;

namespace Ledger.Consensus.Peers;

/// <summary>
/// Spreads what many nodes would otherwise do in the same moment, by up to a tenth either way. No randomness: the same
/// node, height, view and turn give the same pause in every replay.
/// </summary>
internal static class Jitter
{
    private const ulong Thousandths = 1000;

    public static TimeSpan Spread(TimeSpan pause, ushort self, Height height, View view, uint sequence)
    {
        var mixed = Mix(Mix(Mix(self, height.Value), view.Value), sequence);
        var thousandths = (long)(9 * Thousandths / 10 + mixed % (Thousandths / 5 + 1));
        return new(pause.Ticks / (long)Thousandths * thousandths);
    }

    // The finalizer of SplitMix64.
    private static ulong Mix(ulong seed, ulong value)
    {
        unchecked
        {
            var mixed = seed + value + 0x9E3779B97F4A7C15;
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            return mixed ^ (mixed >> 31);
        }
    }
}
