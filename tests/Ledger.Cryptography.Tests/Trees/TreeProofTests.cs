using FsCheck;
using FsCheck.Fluent;
using Ledger.Cryptography.Trees;

namespace Ledger.Cryptography.Tests.Trees;

public sealed class TreeProofTests
{
    private static readonly Arbitrary<byte[]> Entries = ArbMap.Default.ArbFor<byte[]>();

    [Fact]
    public void Prove_AnyPathInAnyTree_ShowsExactlyWhatIsThere() => Prop.ForAll(Entries, batch =>
    {
        var model = ModelOf(batch);
        for (var i = 0; i < SamplePaths.Count; i++)
        {
            var path = SamplePaths.At(i);
            var proof = StateTree.Prove(model.Pages, StateTreeModel.Tree, path);
            var isThere = model.Entries.TryGetValue(path, out var valueHash);

            Assert.Equal(isThere, proof.Includes(model.Root, path, valueHash));
            Assert.Equal(!isThere, proof.Excludes(model.Root, path));
            Assert.False(proof.Includes(model.Root, path, SamplePaths.Value(100)));
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Verify_ProofOfAnotherPath_NeverContradictsTheMap() => Prop.ForAll(Entries, batch =>
    {
        var model = ModelOf(batch);
        var root = model.Root;
        for (var proven = 0; proven < SamplePaths.Count; proven++)
        {
            var proof = StateTree.Prove(model.Pages, StateTreeModel.Tree, SamplePaths.At(proven));
            for (var asked = 0; asked < SamplePaths.Count; asked++)
            {
                var path = SamplePaths.At(asked);
                var isThere = model.Entries.TryGetValue(path, out var valueHash);

                Assert.False(!isThere && proof.Includes(root, path, valueHash));
                Assert.False(isThere && proof.Excludes(root, path));
            }
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(25)]
    [InlineData(28)]
    [InlineData(31)]
    public void Verify_AnyBitFlipped_IsRefused(int pathIndex)
    {
        var model = ModelOf([32, 33, 34, 41, 57, 61, 95]);
        var path = SamplePaths.At(pathIndex);
        var bytes = StateTree.Prove(model.Pages, StateTreeModel.Tree, path).Encode();
        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            var mutated = bytes.ToArray();
            mutated[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.False(IsAccepted(mutated, model, path), $"bit {bit}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(28)]
    public void Decode_TruncatedOrExtended_IsRefused(int pathIndex)
    {
        var model = ModelOf([32, 33, 34, 41, 57, 61]);
        var bytes = StateTree.Prove(model.Pages, StateTreeModel.Tree, SamplePaths.At(pathIndex)).Encode();

        for (var length = 0; length < bytes.Length; length++)
            Assert.False(TreeProof.TryDecode(bytes.AsSpan(0, length), out _));
        Assert.False(TreeProof.TryDecode([.. bytes, 0], out _));
        Assert.False(TreeProof.TryDecode([.. bytes, .. Digest.Zero.ToArray()], out _));
    }

    [Fact]
    public void Verify_OneSiblingMoreOrLess_IsRefused()
    {
        var model = ModelOf([32, 33, 34, 41, 57, 61]);
        for (var i = 0; i < SamplePaths.Count; i++)
        {
            var path = SamplePaths.At(i);
            var proof = StateTree.Prove(model.Pages, StateTreeModel.Tree, path);
            var shorter = new TreeProof(proof.Leaf, proof.Siblings[1..]);
            var longer = new TreeProof(proof.Leaf, (Digest[])[.. proof.Siblings.Span, Digest.Zero]);

            Assert.False(IsAccepted(shorter.Encode(), model, path));
            Assert.False(IsAccepted(longer.Encode(), model, path));
        }
    }

    [Fact]
    public void Decode_AnyProof_GivesTheSameBytesBack() => Prop.ForAll(Entries, batch =>
    {
        var model = ModelOf(batch);
        for (var i = 0; i < SamplePaths.Count; i++)
        {
            var bytes = StateTree.Prove(model.Pages, StateTreeModel.Tree, SamplePaths.At(i)).Encode();

            Assert.True(TreeProof.TryDecode(bytes, out var proof));
            Assert.Equal(bytes, proof.Encode());
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_AnyBytes_NeverThrowsAndIsCanonical() => Prop.ForAll(Entries, bytes =>
        !TreeProof.TryDecode(bytes, out var proof) || proof.Encode().AsSpan().SequenceEqual(bytes))
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_MoreSiblingsThanBits_IsRefused()
    {
        var most = new TreeProof(null, new Digest[TreeProof.SiblingsMax]).Encode();
        var tooMany = new TreeProof(null, new Digest[TreeProof.SiblingsMax + 1]).Encode();

        Assert.True(TreeProof.TryDecode(most, out _));
        Assert.False(TreeProof.TryDecode(tooMany, out _));
    }

    private static StateTreeModel ModelOf(byte[] batch)
    {
        var model = new StateTreeModel();
        model.Apply(batch);
        return model;
    }

    private static bool IsAccepted(byte[] bytes, StateTreeModel model, Digest path)
    {
        if (!TreeProof.TryDecode(bytes, out var proof))
            return false;
        return model.Entries.TryGetValue(path, out var valueHash)
            ? proof.Includes(model.Root, path, valueHash)
            : proof.Excludes(model.Root, path);
    }
}
