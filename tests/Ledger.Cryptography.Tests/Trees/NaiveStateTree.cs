using Ledger.Cryptography.Hashing;

namespace Ledger.Cryptography.Tests.Trees;

/// <summary>The state tree as its definition reads, from all entries; uses nothing of the real one.</summary>
internal static class NaiveStateTree
{
    public static Digest RootOf(IReadOnlyDictionary<Digest, Digest> entries) => RootOf([.. entries], 0);

    private static Digest RootOf(KeyValuePair<Digest, Digest>[] entries, int depth)
    {
        if (entries.Length == 0)
            return Digest.Zero;
        if (entries.Length == 1)
            return Hash(0, entries[0].Key, entries[0].Value);
        return Hash(
            1,
            RootOf([.. entries.Where(entry => !entry.Key.Bit(depth))], depth + 1),
            RootOf([.. entries.Where(entry => entry.Key.Bit(depth))], depth + 1));
    }

    private static Digest Hash(byte prefix, Digest first, Digest second) =>
        Sha256.Hash([prefix, .. first.ToArray(), .. second.ToArray()]);
}
