using System.Reflection;
using System.Text;
using Ledger.Cryptography.Hashing;

namespace Ledger.Cryptography.Tests.Hashing;

public sealed class TaggedHashTests
{
    private static readonly TaggedHash[] All =
        [.. typeof(TaggedHash).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (TaggedHash)field.GetValue(null)!)];

    [Fact]
    public void Hash_OfEveryTag_IsTheFormulaOfBip340()
    {
        foreach (var tagged in All)
        {
            var tag = Sha256.Hash(Encoding.UTF8.GetBytes(tagged.Tag)).ToArray();

            Assert.Equal(Sha256.Hash([.. tag, .. tag, 1, 2, 3]), tagged.Hash([1, 2, 3]));
        }
    }

    [Fact]
    public void Hash_OfTheGoldenMessage_IsTheGoldenHashOfEveryTag()
    {
        var vectors = GoldenVectors.Of("taggedHashes");

        foreach (var tagged in All)
        {
            var own = vectors.Where(one => one.Text("tag").Equals(tagged.Tag, StringComparison.Ordinal)).ToArray();
            Assert.True(own.Length == 1, $"{tagged.Tag}: a new tag needs a vector, and a row in PROTOCOL 1.3.");
            Assert.Equal(own[0].Hex("hash"), tagged.Hash(own[0].Hex("message")).ToArray());
        }
    }

    [Fact]
    public void Tags_OfTheLedger_AreDistinctAndVersioned()
    {
        Assert.Equal(All.Length, All.Select(tagged => tagged.Tag).Distinct(StringComparer.Ordinal).Count());
        Assert.All(All, tagged => Assert.Matches("^ledger/[a-z-]+/1$", tagged.Tag));
    }

    [Fact]
    public void Hash_OfParts_IsTheHashOfTheirConcatenation()
    {
        var whole = TaggedHash.Header.Hash([1, 2, 3, 4]);

        Assert.Equal(whole, TaggedHash.Header.Hash([1], [2, 3, 4]));
        Assert.Equal(whole, TaggedHash.Header.Hash([1, 2], [], [3, 4]));
    }

    [Fact]
    public void Hash_OfUpToThreePieces_AllocatesNothing()
    {
        var message = new byte[65];

        var allocated = Allocation.Of(() =>
        {
            _ = TaggedHash.Transaction.Hash(message);
            _ = TaggedHash.Transaction.Hash(message, message);
            _ = TaggedHash.Transaction.Hash(message, message, message);
        });

        Assert.Equal(0, allocated);
    }
}
