using FsCheck;
using FsCheck.Fluent;
using Ledger.Cryptography.Trees;

namespace Ledger.Cryptography.Tests.Trees;

public sealed class TreePageTests
{
    private static readonly Arbitrary<byte[]> Entries = ArbMap.Default.ArbFor<byte[]>();

    [Fact]
    public void Decode_EveryPageOfAnyTree_GivesTheSameBytesBack() => Prop.ForAll(Entries, batch =>
    {
        foreach (var (position, page) in new StateTreeModel().Apply(batch).Pages)
        {
            var bytes = page!.Value.Bytes;
            Assert.True(TreePage.TryDecode(bytes.Span, position, out var decoded));
            Assert.Equal(bytes.ToArray(), decoded.Bytes.ToArray());
            Assert.InRange(bytes.Length, 2, TreePage.SizeMax);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_AnyBytes_NeverThrows() => Prop.ForAll(Entries, bytes =>
        !TreePage.TryDecode(bytes, TreePosition.Root(StateTreeModel.Tree), out var page)
            || page.Bytes.Span.SequenceEqual(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void Decode_TruncatedExtendedOrMisplaced_IsRefused()
    {
        var update = new StateTreeModel().Apply([.. Enumerable.Range(32, 32).Select(i => (byte)i)]);
        foreach (var (position, page) in update.Pages)
        {
            var bytes = page!.Value.Bytes.ToArray();

            for (var length = 0; length < bytes.Length; length++)
                Assert.False(TreePage.TryDecode(bytes.AsSpan(0, length), position, out _));
            Assert.False(TreePage.TryDecode([.. bytes, 0], position, out _));
        }

        var withLeaf = update.Pages.First(change => change.Position.Depth == 255);
        var elsewhere = TreePosition.Of(StateTreeModel.Tree, 255, SamplePaths.At(30));
        Assert.False(TreePage.TryDecode(withLeaf.Page!.Value.Bytes.Span, elsewhere, out _));
    }

    [Fact]
    public void Decode_KindThatDoesNotExist_IsRefused()
    {
        byte[] bytes = [0xC0, 0, .. new byte[64]];

        Assert.False(TreePage.TryDecode(bytes, TreePosition.Root(StateTreeModel.Tree), out _));
    }

    [Fact]
    public void CopyKeyTo_PositionsOfOneTree_StartWithItsIdAndAreDistinct()
    {
        var update = new StateTreeModel().Apply([.. Enumerable.Range(32, 32).Select(i => (byte)i)]);
        var keys = update.Pages.Select(change => Convert.ToHexString(KeyOf(change.Position))).ToArray();

        Assert.All(keys, key => Assert.StartsWith("020000000000000000", key, StringComparison.Ordinal));
        Assert.Equal(keys.Length, keys.Distinct(StringComparer.Ordinal).Count());
    }

    private static byte[] KeyOf(TreePosition position)
    {
        var key = new byte[position.KeySize];
        position.CopyKeyTo(key);
        return key;
    }
}
