namespace Ledger.Cryptography.Trees;

/// <summary>What a page knows of one subtree. The numbers are written to disk.</summary>
internal enum TreeSlotKind : byte
{
    Empty = 0,
    Leaf = 1,
    Branch = 2,
}

/// <summary>A subtree as its parent sees it: nothing, one leaf, or the hash over two leaves and more.</summary>
internal readonly record struct TreeSlot
{
    /// <summary>The branch's hash, or the leaf's path.</summary>
    private readonly Digest _first;
    private readonly Digest _valueHash;

    private TreeSlot(TreeSlotKind kind, Digest first, Digest valueHash) =>
        (Kind, _first, _valueHash) = (kind, first, valueHash);

    public TreeSlotKind Kind { get; }

    public bool IsEmpty => Kind == TreeSlotKind.Empty;

    public bool IsBranch => Kind == TreeSlotKind.Branch;

    /// <summary>The leaf, if the subtree is one.</summary>
    public TreeLeaf? Leaf => Kind == TreeSlotKind.Leaf ? new(_first, _valueHash) : null;

    public Digest Hash => Kind == TreeSlotKind.Leaf ? TreeHash.Leaf(_first, _valueHash) : _first;

    public static TreeSlot OfLeaf(TreeLeaf leaf) => new(TreeSlotKind.Leaf, leaf.Path, leaf.ValueHash);

    public static TreeSlot OfBranch(Digest hash) => new(TreeSlotKind.Branch, hash, default);

    /// <summary>The subtree above two neighbours (PROTOCOL 6.5).</summary>
    public static TreeSlot Join(in TreeSlot left, in TreeSlot right)
    {
        if (IsBranchAbove(left, right))
            return OfBranch(TreeHash.Node(left.Hash, right.Hash));
        return left.IsEmpty ? right : left;
    }

    /// <summary>Two leaves or more lie below.</summary>
    public static bool IsBranchAbove(in TreeSlot left, in TreeSlot right) =>
        left.IsBranch || right.IsBranch || (!left.IsEmpty && !right.IsEmpty);
}
