using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace Ledger.Cryptography.Trees;

/// <summary>
/// What stands at the end of a path in a state tree: a leaf or nothing, and the siblings on the way to it from the root
/// down. The same proof shows that an entry is there or that it is not (PROTOCOL 6.7).
/// </summary>
/// <param name="leaf">Null where the path ends in an empty subtree.</param>
public sealed class TreeProof(TreeLeaf? leaf, ReadOnlyMemory<Digest> siblings)
{
    public const int SiblingsMax = 8 * Digest.Size;
    public const int EncodedSizeMax = HeadSize + LeafSize + (SiblingsMax * Digest.Size);

    private const int HeadSize = 1 + sizeof(ushort);
    private const int LeafSize = 2 * Digest.Size;

    public TreeLeaf? Leaf { get; } = leaf;

    public ReadOnlyMemory<Digest> Siblings { get; } = siblings;

    /// <summary>The tree with this root holds the value with this hash at the path.</summary>
    public bool Includes(Digest root, Digest path, Digest valueHash) =>
        Leaf == new TreeLeaf(path, valueHash) && RootAlong(path) == root;

    /// <summary>The tree with this root holds nothing at the path: it ends in nothing, or in another leaf.</summary>
    public bool Excludes(Digest root, Digest path)
    {
        var endsElsewhere = Leaf is not { } leaf
            || (leaf.Path != path && leaf.Path.Prefix(Siblings.Length) == path.Prefix(Siblings.Length));
        return endsElsewhere && RootAlong(path) == root;
    }

    /// <summary>Whether a leaf follows (0 or 1), the leaf, the number of siblings, the siblings.</summary>
    public byte[] Encode()
    {
        var leafSize = Leaf is null ? 0 : LeafSize;
        var bytes = new byte[HeadSize + leafSize + (Siblings.Length * Digest.Size)];
        if (Leaf is { } leaf)
        {
            bytes[0] = 1;
            leaf.Path.CopyTo(bytes.AsSpan(1));
            leaf.ValueHash.CopyTo(bytes.AsSpan(1 + Digest.Size));
        }

        var rest = bytes.AsSpan(1 + leafSize);
        BinaryPrimitives.WriteUInt16BigEndian(rest, (ushort)Siblings.Length);
        for (var i = 0; i < Siblings.Length; i++)
            Siblings.Span[i].CopyTo(rest[(sizeof(ushort) + (i * Digest.Size))..]);
        return bytes;
    }

    /// <summary>Accepts exactly the bytes that <see cref="Encode"/> writes.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TreeProof? proof)
    {
        proof = null;
        if (bytes.IsEmpty || bytes[0] > 1)
            return false;
        var leafSize = bytes[0] * LeafSize;
        if (bytes.Length < HeadSize + leafSize)
            return false;
        TreeLeaf? leaf = bytes[0] == 0 ? null : ReadLeaf(bytes.Slice(1, LeafSize));
        var rest = bytes[(1 + leafSize)..];
        var count = BinaryPrimitives.ReadUInt16BigEndian(rest);
        rest = rest[sizeof(ushort)..];
        if (count > SiblingsMax || rest.Length != count * Digest.Size)
            return false;
        var hashes = new Digest[count];
        for (var i = 0; i < count; i++)
            hashes[i] = new(rest.Slice(i * Digest.Size, Digest.Size));
        proof = new(leaf, hashes);
        return true;
    }

    private static TreeLeaf ReadLeaf(ReadOnlySpan<byte> bytes) =>
        new(new(bytes[..Digest.Size]), new(bytes[Digest.Size..]));

    private Digest RootAlong(Digest path)
    {
        var hash = Leaf?.Hash ?? Digest.Zero;
        for (var depth = Siblings.Length - 1; depth >= 0; depth--)
        {
            var sibling = Siblings.Span[depth];
            hash = path.Bit(depth) ? TreeHash.Node(sibling, hash) : TreeHash.Node(hash, sibling);
        }

        return hash;
    }
}
