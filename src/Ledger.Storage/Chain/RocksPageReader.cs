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
        return Decode(bytes.Bytes, position);
    }

    public void FindAll(ReadOnlySpan<TreePosition> positions, Span<TreePage?> pages)
    {
        var bytes = new byte[positions.Length * TreePosition.KeySizeMax];
        var keys = new ReadOnlyMemory<byte>[positions.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = bytes.AsMemory(i * TreePosition.KeySizeMax, positions[i].KeySize);
            positions[i].CopyKeyTo(bytes.AsSpan(i * TreePosition.KeySizeMax));
        }

        var values = new byte[]?[keys.Length];
        view.MultiGet(families.Pages, keys, values);
        for (var i = 0; i < keys.Length; i++)
            pages[i] = values[i] is { } value ? Decode(value, positions[i]) : null;
    }

    private static TreePage Decode(ReadOnlySpan<byte> bytes, in TreePosition position) =>
        TreePage.TryDecode(bytes, position, out var page)
            ? page
            : throw new StoreDamagedException($"The page at {position} cannot be read.");
}
