using Ledger.Execution.State;
using Ledger.Model.Values;

namespace Ledger.Execution.Overlay;

/// <summary>Hashes account ids for look-up; see <see cref="StateKeyComparer"/> for why there is a seed.</summary>
internal sealed class AccountIdComparer(KeySeed seed) : IEqualityComparer<AccountId>
{
    public bool Equals(AccountId x, AccountId y) => x == y;

    public int GetHashCode(AccountId obj)
    {
        var hash = new KeyHash(seed.Value);
        hash.Add(obj.Value);
        return hash.Value;
    }
}
