using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Trees;

namespace Ledger.Cryptography.Tests.Trees;

public sealed class MerkleTreeTests
{
    private const int SizeMax = 40;

    [Fact]
    public void Root_EverySize_IsTheOneOfTheDefinition()
    {
        var builder = new MerkleRootBuilder();
        var tree = new MerkleTree();
        var frontier = MerkleFrontier.Empty;
        for (var size = 0; size <= SizeMax; size++)
        {
            var expected = NaiveRoot(LeafHashes(size));

            Assert.Equal(expected, builder.Root);
            Assert.Equal(expected, tree.Root);
            Assert.Equal(expected, frontier.Root);

            builder.Append(Content(size));
            tree.Append(TreeHash.Leaf(Content(size)));
            frontier = frontier.Append(TreeHash.Leaf(Content(size)));
        }
    }

    [Fact]
    public void Leaf_ContentOfAnyLength_IsHashedAfterAZeroByte()
    {
        foreach (var length in (int[])[0, 1, 63, 64, 65, 1_000, 32_768])
        {
            var content = Enumerable.Repeat((byte)7, length).ToArray();

            Assert.Equal(Sha256.Hash([0, .. content]), TreeHash.Leaf(content));
        }
    }

    [Fact]
    public void Inclusion_EveryLeafOfEverySize_VerifiesAtItsIndexOnly()
    {
        var tree = TreeOf(SizeMax);
        for (var size = 1UL; size <= SizeMax; size++)
        {
            var root = NaiveRoot(LeafHashes((int)size));
            for (var index = 0UL; index < size; index++)
            {
                var proof = MerkleProof.Inclusion(tree, index, size);
                var leafHash = TreeHash.Leaf(Content((int)index));

                Assert.True(MerkleProof.VerifyInclusion(leafHash, index, size, proof, root));
                for (var other = 0UL; other <= size; other++)
                    Assert.Equal(other == index, MerkleProof.VerifyInclusion(leafHash, other, size, proof, root));
                Assert.False(MerkleProof.VerifyInclusion(leafHash, index, size, [.. proof, root], root));
                Assert.False(MerkleProof.VerifyInclusion(root, index, size, proof, Digest.Zero));
            }
        }
    }

    [Fact]
    public void Consistency_EveryPairOfSizes_VerifiesUnchangedOnly()
    {
        var tree = TreeOf(SizeMax);
        for (var size = 1UL; size <= SizeMax; size++)
        {
            for (var oldSize = 1UL; oldSize <= size; oldSize++)
            {
                var (oldRoot, root) = (NaiveRoot(LeafHashes((int)oldSize)), NaiveRoot(LeafHashes((int)size)));
                var proof = MerkleProof.Consistency(tree, oldSize, size);

                Assert.True(MerkleProof.VerifyConsistency(oldSize, oldRoot, size, root, proof));
                Assert.False(MerkleProof.VerifyConsistency(oldSize, oldRoot, size, root, [.. proof, root]));
                Assert.False(MerkleProof.VerifyConsistency(oldSize, Digest.Zero, size, root, proof));
                Assert.False(MerkleProof.VerifyConsistency(oldSize, oldRoot, size, Digest.Zero, proof));
                for (var i = 0; i < proof.Length; i++)
                {
                    Digest[] changed = [.. proof];
                    changed[i] = Digest.Zero;
                    Assert.False(MerkleProof.VerifyConsistency(oldSize, oldRoot, size, root, changed));
                }
            }
        }
    }

    [Fact]
    public void VerifyInclusion_LargestIndexes_AnswersWithoutOverflow()
    {
        Assert.False(MerkleProof.VerifyInclusion(default, ulong.MaxValue, ulong.MaxValue, [], default));
        Assert.False(MerkleProof.VerifyInclusion(default, ulong.MaxValue - 1, ulong.MaxValue, [], default));
        Assert.False(MerkleProof.VerifyConsistency(ulong.MaxValue, default, ulong.MaxValue, default, [default]));
        Assert.False(MerkleProof.VerifyConsistency(ulong.MaxValue - 1, default, ulong.MaxValue, default, [default]));
    }

    [Fact]
    public void Decode_EncodedFrontier_ContinuesTheSameTree()
    {
        var frontier = MerkleFrontier.Empty;
        for (var size = 0; size < SizeMax; size++)
        {
            var bytes = new byte[frontier.EncodedSize];
            frontier.Encode(bytes);

            Assert.True(MerkleFrontier.TryDecode(bytes, out var decoded));
            Assert.Equal(frontier, decoded);
            Assert.False(MerkleFrontier.TryDecode([.. bytes, 0], out _));
            Assert.False(MerkleFrontier.TryDecode(bytes.AsSpan(0, bytes.Length - 1), out _));
            frontier = decoded.Append(TreeHash.Leaf(Content(size)));
        }

        Assert.Equal(NaiveRoot(LeafHashes(SizeMax)), frontier.Root);
    }

    [Fact]
    public void Decode_FrontierOfMoreLeavesThanAnyLog_IsRefused()
    {
        byte[] most = [0x7F, .. Enumerable.Repeat((byte)0xFF, 7), .. new byte[63 * Digest.Size]];
        byte[] tooMany = [0x80, .. new byte[7 + Digest.Size]];

        Assert.True(MerkleFrontier.TryDecode(most, out var frontier));
        Assert.Equal(MerkleFrontier.EncodedSizeMax, frontier.EncodedSize);
        Assert.Equal(MerkleFrontier.CountMax + 1, frontier.Append(Digest.Zero).Count);
        Assert.False(MerkleFrontier.TryDecode(tooMany, out _));
    }

    [Fact]
    public void AppendHash_ToARootBuilder_AllocatesNothing()
    {
        var builder = new MerkleRootBuilder();
        builder.AppendHash(Digest.Zero);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
            builder.AppendHash(Digest.Zero);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>The recursive definition, as it stands in the RFC.</summary>
    private static Digest NaiveRoot(Digest[] leafHashes)
    {
        if (leafHashes.Length == 0)
            return Sha256.Hash([]);
        if (leafHashes.Length == 1)
            return leafHashes[0];
        var left = 1;
        while (left * 2 < leafHashes.Length)
            left *= 2;
        return TreeHash.Node(NaiveRoot(leafHashes[..left]), NaiveRoot(leafHashes[left..]));
    }

    private static byte[] Content(int index) => [(byte)index, 0xAB];

    private static Digest[] LeafHashes(int count) =>
        [.. Enumerable.Range(0, count).Select(index => TreeHash.Leaf(Content(index)))];

    private static MerkleTree TreeOf(int count)
    {
        var tree = new MerkleTree();
        foreach (var leafHash in LeafHashes(count))
            tree.Append(leafHash);
        return tree;
    }
}
