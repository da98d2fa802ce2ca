using System.Numerics;

namespace Ledger.Cryptography.Trees;

/// <summary>
/// Proofs about RFC 6962 trees (PROTOCOL 6.2, 6.3): that a leaf stands at an index, and that a larger tree extends a
/// smaller one. Making one needs the complete subtrees, verifying one needs nothing.
/// </summary>
public static class MerkleProof
{
    /// <summary>The leaf's siblings in the tree of <paramref name="size"/> leaves, from the leaf up.</summary>
    public static Digest[] Inclusion(IMerkleNodeReader nodes, ulong index, ulong size)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var siblings = new List<Digest>();
        var (start, count) = (0UL, size);
        while (count > 1)
        {
            var left = LeftCount(count);
            var goesLeft = index - start < left;
            siblings.Add(goesLeft ? RootOf(nodes, start + left, count - left) : RootOf(nodes, start, left));
            (start, count) = goesLeft ? (start, left) : (start + left, count - left);
        }

        siblings.Reverse();
        return [.. siblings];
    }

    /// <summary>What leads from the root of <paramref name="oldSize"/> leaves to that of more.</summary>
    public static Digest[] Consistency(IMerkleNodeReader nodes, ulong oldSize, ulong size)
    {
        ArgumentOutOfRangeException.ThrowIfZero(oldSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(oldSize, size);
        var hashes = new List<Digest>();
        var (start, count) = (0UL, size);
        while (oldSize - start < count)
        {
            var left = LeftCount(count);
            var goesLeft = oldSize - start <= left;
            hashes.Add(goesLeft ? RootOf(nodes, start + left, count - left) : RootOf(nodes, start, left));
            (start, count) = goesLeft ? (start, left) : (start + left, count - left);
        }

        // Where the old tree is one complete subtree the verifier knows its root already.
        if (start > 0)
            hashes.Add(RootOf(nodes, start, count));
        hashes.Reverse();
        return [.. hashes];
    }

    public static bool VerifyInclusion(
        Digest leafHash, ulong index, ulong size, ReadOnlySpan<Digest> proof, Digest root)
    {
        if (index >= size)
            return false;
        var (node, last) = (index, size - 1);
        var hash = leafHash;
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            var isRight = (node & 1) != 0 || node == last;
            hash = isRight ? TreeHash.Node(sibling, hash) : TreeHash.Node(hash, sibling);
            if (isRight)
                SkipMissingSiblings(ref node, ref last);
            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>Every tree extends the empty one, so a proof from size 0 says nothing and is refused.</summary>
    public static bool VerifyConsistency(
        ulong oldSize, Digest oldRoot, ulong size, Digest root, ReadOnlySpan<Digest> proof)
    {
        if (oldSize == 0 || oldSize > size)
            return false;
        if (oldSize == size)
            return proof.IsEmpty && oldRoot == root;

        var skipped = BitOperations.TrailingZeroCount(oldSize);
        var (node, last) = ((oldSize - 1) >> skipped, (size - 1) >> skipped);
        if (node > 0 && proof.IsEmpty)
            return false;
        var oldHash = node == 0 ? oldRoot : proof[0];
        var hash = oldHash;
        foreach (var sibling in node == 0 ? proof : proof[1..])
        {
            if (last == 0)
                return false;
            if ((node & 1) != 0 || node == last)
            {
                oldHash = TreeHash.Node(sibling, oldHash);
                hash = TreeHash.Node(sibling, hash);
                SkipMissingSiblings(ref node, ref last);
            }
            else
            {
                hash = TreeHash.Node(hash, sibling);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && oldHash == oldRoot && hash == root;
    }

    internal static Digest RootOf(IMerkleNodeReader nodes, ulong start, ulong count)
    {
        if (BitOperations.IsPow2(count))
        {
            var level = BitOperations.Log2(count);
            return nodes.Read(level, start >> level);
        }

        var left = LeftCount(count);
        return TreeHash.Node(RootOf(nodes, start, left), RootOf(nodes, start + left, count - left));
    }

    /// <summary>On the right edge a node without a sibling moves up unchanged.</summary>
    private static void SkipMissingSiblings(ref ulong node, ref ulong last)
    {
        while ((node & 1) == 0 && node != 0)
            (node, last) = (node >> 1, last >> 1);
    }

    /// <summary>The largest power of two below <paramref name="count"/>, which is at least 2.</summary>
    private static ulong LeftCount(ulong count) => 1UL << BitOperations.Log2(count - 1);
}
