using Ledger.Storage.Chain;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Inspection;

/// <summary>A store whose entries are held against what the blocks make, and the words for what differs.</summary>
internal sealed record ComparedStore(string Path, RocksView View, ChainFamilies Families, StoredTip Tip)
{
    public void CheckCount(ColumnFamily family, ulong expected)
    {
        ulong count = 0;
        using var iterator = View.Iterate(family, once: true);
        for (var valid = iterator.SeekToFirst(); valid; valid = iterator.MoveNext())
            count++;

        // And the stamp.
        if (count != expected + 1)
            throw Damage(family, $"holds {count - 1} entries, the blocks make {expected}");
    }

    public StoreDamagedException Damage(ColumnFamily family, string what) =>
        new($"{Path}: {family.Name}: {what}.");
}
