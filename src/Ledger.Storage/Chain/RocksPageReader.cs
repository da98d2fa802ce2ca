using Ledger.Cryptography.Trees;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>The pages of the state's trees in one frozen view.</summary>
internal sealed class RocksPageReader(RocksView view, ChainFamilies families) : ITreePageReader
{
    public TreePage? Find(in TreePosition position)
    {
        Span<byte> key = stackalloc byte[TreePosition.KeySizeMax];
        position.CopyKeyTo(key);
        using var bytes = view.Get(families.Pages, key[..position.KeySize]);
        if (!bytes.IsFound)
            return null;
        return TreePage.TryDecode(bytes.Bytes, position, out var page)
            ? page
            : throw new StoreDamagedException($"The page at {position} cannot be read.");
    }
}
