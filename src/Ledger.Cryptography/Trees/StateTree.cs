using Ledger.Cryptography.Hashing;

namespace Ledger.Cryptography.Trees;

/// <summary>
/// The authenticated map of one part of the state: a compact sparse Merkle tree (PROTOCOL 6.5). Its root is a function
/// of the entries alone, whatever the order of changes that led to them.
/// </summary>
public static class StateTree
{
    public static Digest PathOf(ReadOnlySpan<byte> key) => Sha256.Hash(key);

    public static Digest RootOf(ITreePageReader pages, TreeId tree) => FindRoot(pages, tree).Hash;

    /// <summary>One batch of changes; who makes many keeps a <see cref="TreeUpdater"/>.</summary>
    public static TreeUpdate Update(ITreePageReader pages, TreeId tree, ReadOnlySpan<LeafChange> changes) =>
        new TreeUpdater().Update(pages, tree, changes);

    /// <summary>Proves what stands at the end of a path: the entry itself, or that there is none.</summary>
    public static TreeProof Prove(ITreePageReader pages, TreeId tree, Digest path)
    {
        var siblings = new List<Digest>();
        var nodes = new TreeSlot[TreePage.NodeCount];
        var end = FindRoot(pages, tree);
        for (var depth = 0; end.IsBranch; depth += TreePage.Levels)
        {
            var position = TreePosition.Of(tree, depth, path);
            var page = pages.Find(position) ?? throw new TreeDamageException(position);
            page.CopyTo(nodes);
            end = Descend(nodes, TreePage.NodeOf(path, depth), siblings);
        }

        return new(end.Leaf, siblings.ToArray());
    }

    internal static TreeSlot FindRoot(ITreePageReader pages, TreeId tree)
    {
        if (pages.Find(TreePosition.Root(tree)) is not { } page)
            return default;
        Span<TreeSlot> nodes = new TreeSlot[TreePage.NodeCount];
        page.CopyTo(nodes);
        return TreeSlot.Join(nodes[2], nodes[3]);
    }

    /// <summary>Follows the way to a page's lowest node, as far as there are branches.</summary>
    private static TreeSlot Descend(ReadOnlySpan<TreeSlot> nodes, int lowest, List<Digest> siblings)
    {
        var level = TreePage.Levels;
        do
        {
            level--;
            siblings.Add(nodes[(lowest >> level) ^ 1].Hash);
        }
        while (level > 0 && nodes[lowest >> level].IsBranch);
        return nodes[lowest >> level];
    }
}
