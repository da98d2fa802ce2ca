using Ledger.Execution.State;

namespace Ledger.Execution.Overlay;

/// <summary>Hashes account and token for look-up; see <see cref="StateKeyComparer"/> for why there is a seed.</summary>
internal sealed class BalanceKeyComparer(KeySeed seed) : IEqualityComparer<BalanceKey>
{
    public bool Equals(BalanceKey x, BalanceKey y) => x == y;

    public int GetHashCode(BalanceKey obj)
    {
        var hash = new KeyHash(seed.Value);
        hash.Add(obj.Account.Value);
        hash.Add(obj.Token);
        return hash.Value;
    }
}
