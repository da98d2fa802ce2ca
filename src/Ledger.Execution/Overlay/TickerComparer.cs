using Ledger.Execution.State;
using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

/// <summary>Hashes tickers for look-up; see <see cref="StateKeyComparer"/> for why there is a seed.</summary>
internal sealed class TickerComparer(KeySeed seed) : IEqualityComparer<Ticker>
{
    public bool Equals(Ticker x, Ticker y) => x == y;

    public int GetHashCode(Ticker obj)
    {
        var hash = new KeyHash(seed.Value);
        hash.Add(obj);
        return hash.Value;
    }
}
