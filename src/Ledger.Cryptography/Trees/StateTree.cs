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

    /// <summary>
    /// Applies all changes at once and hashes each changed node once. They are sorted by path, none twice; changes to
    /// what is already so cost no page.
    /// </summary>
    public static TreeUpdate Update(ITreePageReader pages, TreeId tree, ReadOnlySpan<LeafChange> changes)
    {
        for (var i = 1; i < changes.Length; i++)
        {
            if (changes[i - 1].Path >= changes[i].Path)
                throw new ArgumentException("Changes are sorted by path, none twice.", nameof(changes));
        }

        return new TreeUpdater(pages, tree).Update(FindRoot(pages, tree), changes);
    }

    /// <summary>Proves what stands at the end of a path: the entry itself, or that there is none.</summary>
    public static TreeProof Prove(ITreePageReader pages, TreeId tree, Digest path)
    {
        var siblings = new List<Digest>();
        var slots = new TreeSlot[TreePage.SlotCount];
        var end = FindRoot(pages, tree);
        for (var depth = 0; end.IsBranch; depth += TreePage.Levels)
        {
            ReadPage(pages, TreePosition.Of(tree, depth, path), slots);
            end = Descend(slots, TreePage.SlotOf(path, depth), siblings);
        }

        return new(end.Leaf, siblings.ToArray());
    }

    internal static void ReadPage(ITreePageReader pages, in TreePosition position, Span<TreeSlot> slots)
    {
        var page = pages.Find(position)
            ?? throw new InvalidDataException($"The page of {position} is missing.");
        page.CopyTo(slots);
    }

    private static TreeSlot FindRoot(ITreePageReader pages, TreeId tree)
    {
        var slots = new TreeSlot[TreePage.SlotCount];
        pages.Find(TreePosition.Root(tree))?.CopyTo(slots);
        return TreeSlot.Fold(slots);
    }

    /// <summary>Follows a path through a page that stands for a branch, as far as there are branches.</summary>
    private static TreeSlot Descend(ReadOnlySpan<TreeSlot> slots, int slot, List<Digest> siblings)
    {
        while (slots.Length > 1)
        {
            var half = slots.Length / 2;
            var goesRight = (slot & half) != 0;
            siblings.Add(TreeSlot.Fold(goesRight ? slots[..half] : slots[half..]).Hash);
            slots = goesRight ? slots[half..] : slots[..half];
            var end = TreeSlot.Fold(slots);
            if (!end.IsBranch)
                return end;
        }

        return slots[0];
    }
}
