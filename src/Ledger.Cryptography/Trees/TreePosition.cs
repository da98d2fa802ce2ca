namespace Ledger.Cryptography.Trees;

/// <summary>Where a page stands: the subtree of all paths that share the first <see cref="Depth"/> bits.</summary>
public readonly record struct TreePosition
{
    /// <summary>Tree, depth, and as many whole bytes as the prefix reaches into.</summary>
    public const int KeySizeMax = TreeId.Size + 1 + Digest.Size;

    private TreePosition(TreeId tree, byte depth, Digest prefix) => (Tree, Depth, Prefix) = (tree, depth, prefix);

    public TreeId Tree { get; }

    /// <summary>A multiple of <see cref="TreePage.Levels"/>.</summary>
    public byte Depth { get; }

    /// <summary>The shared bits, followed by zeros.</summary>
    public Digest Prefix { get; }

    public int KeySize => TreeId.Size + 1 + ((Depth + 7) / 8);

    public static TreePosition Root(TreeId tree) => new(tree, 0, Digest.Zero);

    /// <summary>The page at this depth on the way to <paramref name="path"/>.</summary>
    public static TreePosition Of(TreeId tree, int depth, Digest path)
    {
        if (depth is < 0 or > TreePage.DepthMax || depth % TreePage.Levels != 0)
            throw new ArgumentOutOfRangeException(nameof(depth), depth, "No page stands at this depth.");
        return new(tree, (byte)depth, path.Prefix(depth));
    }

    public bool Equals(TreePosition other) =>
        Prefix == other.Prefix && Depth == other.Depth && Tree == other.Tree;

    /// <summary>Spreads by the prefix, which is a hash already, and by what else tells neighbours apart.</summary>
    public override int GetHashCode()
    {
        const ulong Odd = 0x9E3779B97F4A7C15;
        return unchecked((int)((((Prefix.Word(0) ^ Tree.Nested) + ((ulong)Depth << 8) + Tree.Part) * Odd) >> 32));
    }

    public bool Contains(Digest path) => path.Prefix(Depth) == Prefix;

    /// <summary>Writes <see cref="KeySize"/> bytes: the key of the page in an ordered store.</summary>
    public void CopyKeyTo(Span<byte> destination)
    {
        Tree.CopyTo(destination);
        destination[TreeId.Size] = Depth;
        Span<byte> prefix = stackalloc byte[Digest.Size];
        Prefix.CopyTo(prefix);
        prefix[..((Depth + 7) / 8)].CopyTo(destination[(TreeId.Size + 1)..]);
    }
}
