using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Ledger.Cryptography.Trees;

/// <summary>
/// Three levels of a state tree as they are stored: the eight subtrees at their lower end. The hashes between are
/// computed when needed, which costs less than to store them. Immutable, so readers may share and cache it.
/// </summary>
public sealed class TreePage
{
    public const int Levels = 3;
    public const int DepthMax = 255;
    public const int SizeMax = KindsSize + (SlotCount * LeafSize);

    internal const int SlotCount = 1 << Levels;

    private const int KindsSize = sizeof(ushort);
    private const int KindBits = 2;
    private const int KindMask = (1 << KindBits) - 1;
    private const int LeafSize = 2 * Digest.Size;

    private readonly byte[] _bytes;

    private TreePage(byte[] bytes) => _bytes = bytes;

    /// <summary>
    /// The kinds of the eight slots, two bits each, first slot highest; then path and value hash of each leaf and the
    /// hash of each branch, in slot order.
    /// </summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Accepts what a tree can hold at this position, and nothing else. Copies the bytes.</summary>
    public static bool TryDecode(
        ReadOnlySpan<byte> bytes, in TreePosition position, [NotNullWhen(true)] out TreePage? page)
    {
        page = null;
        if (bytes.Length < KindsSize || bytes.Length != SizeOf(BinaryPrimitives.ReadUInt16BigEndian(bytes)))
            return false;
        var decoded = new TreePage(bytes.ToArray());
        if (!decoded.MayStandAt(position))
            return false;
        page = decoded;
        return true;
    }

    internal static TreePage Of(ReadOnlySpan<TreeSlot> slots)
    {
        var kinds = 0;
        foreach (ref readonly var slot in slots)
            kinds = (kinds << KindBits) | (int)slot.Kind;
        var bytes = new byte[SizeOf((ushort)kinds)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, (ushort)kinds);
        var rest = bytes.AsSpan(KindsSize);
        foreach (ref readonly var slot in slots)
            rest = rest[Write(slot, rest)..];
        return new(bytes);
    }

    /// <summary>Writes eight slots.</summary>
    internal void CopyTo(Span<TreeSlot> slots)
    {
        var kinds = BinaryPrimitives.ReadUInt16BigEndian(_bytes);
        var rest = _bytes.AsSpan(KindsSize);
        for (var i = 0; i < SlotCount; i++)
        {
            var kind = KindOf(kinds, i);
            slots[i] = Read(kind, rest);
            rest = rest[SizeOf(kind)..];
        }
    }

    /// <summary>The slot that <paramref name="path"/> leads to in a page at <paramref name="depth"/>.</summary>
    internal static int SlotOf(Digest path, int depth)
    {
        // Below the last bit of a path lies nothing more; the page at depth 255 uses two of its slots.
        var slot = 0;
        for (var i = depth; i < depth + Levels; i++)
            slot = (slot << 1) | (i < 8 * Digest.Size && path.Bit(i) ? 1 : 0);
        return slot;
    }

    /// <summary>Leaves stand where their paths lead; only the root page may exist for a single leaf.</summary>
    private bool MayStandAt(in TreePosition position)
    {
        var slots = new TreeSlot[SlotCount];
        CopyTo(slots);
        var leaves = 0;
        var branches = 0;
        for (var i = 0; i < SlotCount; i++)
        {
            if (slots[i].Leaf is { } leaf)
            {
                if (!position.Contains(leaf.Path) || SlotOf(leaf.Path, position.Depth) != i)
                    return false;
                leaves++;
            }
            else if (slots[i].IsBranch)
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
        _ => -1,
    };

    /// <summary>The size of a page with these kinds, or -1 if one of them does not exist.</summary>
    private static int SizeOf(ushort kinds)
    {
        var size = KindsSize;
        for (var i = 0; i < SlotCount; i++)
        {
            var slotSize = SizeOf(KindOf(kinds, i));
            if (slotSize < 0)
                return -1;
            size += slotSize;
        }

        return size;
    }
}
