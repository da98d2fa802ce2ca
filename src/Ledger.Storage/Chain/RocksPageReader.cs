using Ledger.Cryptography.Trees;
using Ledger.Model.Values;
using Ledger.Storage.RocksDb;

namespace Ledger.Storage.Chain;

/// <summary>The pages of the state's trees in one frozen view, those that are known already from memory.</summary>
/// <param name="height">Of the block that the view is after.</param>
internal sealed class RocksPageReader(RocksView view, ChainFamilies families, PageCache cache, Height height)
    : ITreePageReader
{
    public TreePage? Find(in TreePosition position)
    {
        var page = new TreePage?[1];
        FindAll([position], page);
        return page[0];
    }

    public void FindAll(ReadOnlySpan<TreePosition> positions, Span<TreePage?> pages)
    {
        pages = pages[..positions.Length];
        pages.Clear();
        if (cache.TryFindAll(height, positions, pages))
            return;
        var missing = new List<int>();
        for (var i = 0; i < positions.Length; i++)
        {
            if (pages[i] is null)
                missing.Add(i);
        }

        Read(positions, pages, missing);
    }

    /// <summary>Reads these pages in one call; they are decoded, and so held against what may stand there.</summary>
    private void Read(ReadOnlySpan<TreePosition> positions, Span<TreePage?> pages, List<int> indexes)
    {
        var bytes = new byte[indexes.Count * TreePosition.KeySizeMax];
        var keys = new ReadOnlyMemory<byte>[indexes.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            var position = positions[indexes[i]];
            keys[i] = bytes.AsMemory(i * TreePosition.KeySizeMax, position.KeySize);
            position.CopyKeyTo(bytes.AsSpan(i * TreePosition.KeySizeMax));
        }

        var values = new byte[]?[keys.Length];
        view.MultiGet(families.Pages, keys, values);
        for (var i = 0; i < keys.Length; i++)
        {
            if (values[i] is { } value)
                pages[indexes[i]] = Decode(value, positions[indexes[i]]);
        }
    }

    private TreePage Decode(ReadOnlySpan<byte> bytes, in TreePosition position)
    {
        if (!TreePage.TryDecode(bytes, position, out var page))
            throw new StoreDamagedException($"The page at {position} cannot be read.");
        if (PageCache.Covers(position))
            cache.Add(height, position, page);
        return page;
    }
}
