using System.Buffers.Binary;
using System.Numerics;

namespace Ledger.Cryptography.Trees;

/// <summary>
/// Three levels of a state tree: stored are the eight subtrees at their lower end. The hashes between are kept beside
/// them in memory only, which costs less than to store them. Immutable, so readers may share and cache it.
/// </summary>
/// <remarks>
/// A view: an update makes many pages in a few pieces of memory, so whoever keeps a few of them for long keeps a
/// <see cref="Copy"/>.
/// </remarks>
public readonly struct TreePage
{
    public const int Levels = 3;
    public const int DepthMax = 255;
    public const int SizeMax = KindsSize + (SlotCount * LeafSize);

    internal const int SlotCount = 1 << Levels;

    /// <summary>
    /// Where all nodes of a page stand side by side, node 1 is its root, node n joins 2n and 2n + 1, the last eight are
    /// the slots, and node 0 is nothing.
    /// </summary>
    internal const int NodeCount = 2 * SlotCount;

    private const int KindsSize = sizeof(ushort);
    private const int KindBits = 2;
    private const int KindMask = (1 << KindBits) - 1;
    private const int EveryLeaf = 0x5555;
    private const int LeafSize = 2 * Digest.Size;

    /// <summary>What is stored, then the hashes of the branches between root and slots, the lowest first.</summary>
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly int _storedSize;

    private TreePage(ReadOnlyMemory<byte> bytes, int storedSize) => (_bytes, _storedSize) = (bytes, storedSize);

    /// <summary>
    /// The kinds of the eight slots, two bits each, first slot highest; then path and value hash of each leaf and the
    /// hash of each branch, in slot order.
    /// </summary>
    public ReadOnlyMemory<byte> Bytes => _bytes[.._storedSize];

    /// <summary>Accepts what a tree can hold at this position, and nothing else. Copies the bytes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, in TreePosition position, out TreePage page)
    {
        page = default;
        if (bytes.Length < KindsSize || bytes.Length != SizeOf(BinaryPrimitives.ReadUInt16BigEndian(bytes)))
            return false;
        var nodes = new TreeSlot[NodeCount];
        ReadSlots(bytes, nodes);
        if (!MayStandAt(position, nodes))
            return false;
        for (var node = SlotCount - 1; node > 1; node--)
            nodes[node] = TreeSlot.Join(nodes[2 * node], nodes[(2 * node) + 1]);
        page = Of(nodes, memory: null);
        return true;
    }

    /// <summary>The same page in memory of its own.</summary>
    public TreePage Copy() => new(_bytes.ToArray(), _storedSize);

    /// <summary>Takes all nodes of a page; node 1 is for its parent to keep.</summary>
    /// <param name="memory">Where the page finds room; if none, in memory of its own.</param>
    internal static TreePage Of(ReadOnlySpan<TreeSlot> nodes, PageMemory? memory)
    {
        var kinds = 0;
        foreach (ref readonly var slot in nodes[SlotCount..])
            kinds = (kinds << KindBits) | (int)slot.Kind;
        var storedSize = SizeOf((ushort)kinds);
        var branches = 0;
        foreach (ref readonly var node in nodes[2..SlotCount])
            branches += node.IsBranch ? 1 : 0;

        var size = storedSize + (branches * Digest.Size);
        var bytes = memory is null ? new byte[size] : memory.Take(size);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.Span, (ushort)kinds);
        var rest = bytes.Span[KindsSize..];
        foreach (ref readonly var slot in nodes[SlotCount..])
            rest = rest[Write(slot, rest)..];
        for (var node = SlotCount - 1; node > 1; node--)
        {
            if (nodes[node].IsBranch)
                rest = rest[Write(nodes[node], rest)..];
        }

        return new(bytes, storedSize);
    }

    /// <summary>Writes all nodes but the first two.</summary>
    internal void CopyTo(Span<TreeSlot> nodes)
    {
        var bytes = _bytes.Span;
        ReadSlots(bytes, nodes);
        var rest = bytes[_storedSize..];
        for (var node = SlotCount - 1; node > 1; node--)
        {
            ref readonly var left = ref nodes[2 * node];
            ref readonly var right = ref nodes[(2 * node) + 1];
            if (TreeSlot.IsBranchAbove(left, right))
            {
                nodes[node] = Read(TreeSlotKind.Branch, rest);
                rest = rest[Digest.Size..];
            }
            else
            {
                nodes[node] = left.IsEmpty ? right : left;
            }
        }
    }

    /// <summary>Whether two leaves or more lie below one of the lowest nodes: then a page stands there.</summary>
    internal bool IsBranch(int lowestNode) =>
        KindOf(BinaryPrimitives.ReadUInt16BigEndian(_bytes.Span), lowestNode - SlotCount) == TreeSlotKind.Branch;

    /// <summary>The lowest node that <paramref name="path"/> leads to in a page at <paramref name="depth"/>.</summary>
    /// <remarks>Below a path's last bit lies nothing more: the page at depth 255 uses two of its slots.</remarks>
    internal static int NodeOf(Digest path, int depth) => SlotCount + path.Bits(depth, Levels);

    private static void ReadSlots(ReadOnlySpan<byte> bytes, Span<TreeSlot> nodes)
    {
        var kinds = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        var rest = bytes[KindsSize..];
        for (var i = 0; i < SlotCount; i++)
        {
            var kind = KindOf(kinds, i);
            nodes[SlotCount + i] = Read(kind, rest);
            rest = rest[SizeOf(kind)..];
        }
    }

    /// <summary>Leaves stand where their paths lead; only the root page may exist for a single leaf.</summary>
    private static bool MayStandAt(in TreePosition position, ReadOnlySpan<TreeSlot> nodes)
    {
        var leaves = 0;
        var branches = 0;
        for (var i = SlotCount; i < NodeCount; i++)
        {
            if (nodes[i].Leaf is { } leaf)
            {
                if (!position.Contains(leaf.Path) || NodeOf(leaf.Path, position.Depth) != i)
                    return false;
                leaves++;
            }
            else if (nodes[i].IsBranch)
            {
                branches++;
            }
        }

        var canBranch = branches == 0 || position.Depth < DepthMax;
        return canBranch && (branches > 0 || leaves >= (position.Depth == 0 ? 1 : 2));
    }

    private static TreeSlot Read(TreeSlotKind kind, ReadOnlySpan<byte> bytes) => kind switch
    {
        TreeSlotKind.Leaf =>
            TreeSlot.OfLeaf(new(new(bytes[..Digest.Size]), new(bytes.Slice(Digest.Size, Digest.Size)))),
        TreeSlotKind.Branch => TreeSlot.OfBranch(new(bytes[..Digest.Size])),
        _ => default,
    };

    private static int Write(in TreeSlot slot, Span<byte> destination)
    {
        if (slot.Leaf is { } leaf)
        {
            leaf.Path.CopyTo(destination);
            leaf.ValueHash.CopyTo(destination[Digest.Size..]);
        }
        else if (slot.IsBranch)
        {
            slot.Hash.CopyTo(destination);
        }

        return SizeOf(slot.Kind);
    }

    private static TreeSlotKind KindOf(ushort kinds, int slot) =>
        (TreeSlotKind)((kinds >> (KindBits * (SlotCount - 1 - slot))) & KindMask);

    private static int SizeOf(TreeSlotKind kind) => kind switch
    {
        TreeSlotKind.Empty => 0,
        TreeSlotKind.Leaf => LeafSize,
        TreeSlotKind.Branch => Digest.Size,
        _ => 0,
    };

    /// <summary>The stored size of a page with these kinds, or -1 if one of them does not exist.</summary>
    private static int SizeOf(ushort kinds)
    {
        var (leaves, branches) = (kinds & EveryLeaf, kinds & (EveryLeaf << 1));
        if ((leaves & (branches >> 1)) != 0)
            return -1;
        return KindsSize + (BitOperations.PopCount((uint)leaves) * LeafSize)
            + (BitOperations.PopCount((uint)branches) * Digest.Size);
    }
}
