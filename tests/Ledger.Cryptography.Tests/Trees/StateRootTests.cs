using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Trees;

namespace Ledger.Cryptography.Tests.Trees;

public sealed class StateRootTests
{
    [Fact]
    public void Of_NineParts_IsTheTaggedHashOfTheirRootsInOrder()
    {
        var roots = Enumerable.Range(0, StateRoot.PartCount).Select(SamplePaths.Value).ToArray();

        Assert.Equal(TaggedHash.StateRoot.Hash([.. roots.SelectMany(root => root.ToArray())]), StateRoot.Of(roots));
        Assert.NotEqual(StateRoot.Of(roots), StateRoot.Of([.. roots.Reverse()]));
    }

    [Fact]
    public void Of_AnyOtherNumberOfParts_IsABug()
    {
        Assert.Throws<ArgumentException>(() => StateRoot.Of(new Digest[StateRoot.PartCount - 1]));
        Assert.Throws<ArgumentException>(() => StateRoot.Of(new Digest[StateRoot.PartCount + 1]));
    }
}
