namespace Ledger.Execution.State;

/// <summary>Hashes nonces for look-up; see <see cref="StateKeyComparer"/> for why there is a seed.</summary>
public sealed class NonceKeyComparer(KeySeed seed) : IEqualityComparer<NonceKey>
{
    public bool Equals(NonceKey x, NonceKey y) => x == y;

    public int GetHashCode(NonceKey obj)
    {
        var hash = new KeyHash(seed.Value);
        hash.Add(obj.Author.Value);
        hash.Add((ulong)(obj.Nonce.Value >> 64), unchecked((ulong)obj.Nonce.Value));
        return hash.Value;
    }
}
