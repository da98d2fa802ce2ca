using System.Text.Json;
using Ledger.Cryptography.Trees;

namespace Ledger.Cryptography.Tests.Trees;

/// <summary>Another implementation wrote proto/vectors/trees.json: a change there changes the protocol.</summary>
public sealed class GoldenVectorTests
{
    private static readonly JsonElement Vectors = Read();

    [Fact]
    public void Merkle_GoldenVectors_HaveTheseRootsFrontiersAndProofs()
    {
        foreach (var vector in Vectors.GetProperty("merkle").EnumerateArray())
        {
            var tree = new MerkleTree();
            var frontier = MerkleFrontier.Empty;
            foreach (var leaf in vector.GetProperty("leaves").EnumerateArray())
            {
                tree.Append(TreeHash.Leaf(Bytes(leaf)));
                frontier = frontier.Append(TreeHash.Leaf(Bytes(leaf)));
            }

            var encoded = new byte[frontier.EncodedSize];
            frontier.Encode(encoded);

            Assert.Equal(Hash(vector, "root"), tree.Root);
            Assert.Equal(Bytes(vector.GetProperty("frontier")), encoded);
            var index = 0UL;
            foreach (var proof in vector.GetProperty("inclusion").EnumerateArray())
                Assert.Equal(Hashes(proof), MerkleProof.Inclusion(tree, index++, tree.Count));
            var oldSize = 1UL;
            foreach (var proof in vector.GetProperty("consistency").EnumerateArray())
                Assert.Equal(Hashes(proof), MerkleProof.Consistency(tree, oldSize++, tree.Count));
        }
    }

    [Fact]
    public void StateTree_GoldenVectors_HaveTheseRootsPagesAndProofs()
    {
        foreach (var vector in Vectors.GetProperty("stateTree").EnumerateArray())
        {
            var model = new StateTreeModel();
            var update = model.Apply(
            [
                .. vector.GetProperty("entries").EnumerateArray()
                    .Select(entry => new LeafChange(PathOf(entry), Hash(entry, "valueHash")))
                    .OrderBy(change => change.Path),
            ]);

            Assert.Equal(Hash(vector, "root"), update.Root);
            var pages = vector.GetProperty("pages").EnumerateArray().ToArray();
            if (pages.Length > 0)
                Assert.Equal(pages.Select(page => (Text(page, "key"), Text(page, "bytes"))), Written(update));
            foreach (var expected in vector.GetProperty("proofs").EnumerateArray())
            {
                var proof = StateTree.Prove(model.Pages, StateTreeModel.Tree, PathOf(expected));
                Assert.Equal(Text(expected, "proof"), Convert.ToHexStringLower(proof.Encode()));
            }
        }
    }

    [Fact]
    public void StateRoot_GoldenVector_HasThisRoot()
    {
        var vector = Vectors.GetProperty("stateRoot");

        Assert.Equal(Hash(vector, "root"), StateRoot.Of(Hashes(vector.GetProperty("partRoots"))));
    }

    private static IEnumerable<(string Key, string Bytes)> Written(TreeUpdate update) =>
        update.Pages.Select(change => (KeyOf(change.Position), Convert.ToHexStringLower(change.Page!.Value.Bytes.Span)))
            .OrderBy(page => page.Item1, StringComparer.Ordinal);

    private static string KeyOf(TreePosition position)
    {
        var key = new byte[position.KeySize];
        position.CopyKeyTo(key);
        return Convert.ToHexStringLower(key);
    }

    private static Digest PathOf(JsonElement entry) => StateTree.PathOf(Bytes(entry.GetProperty("key")));

    private static Digest Hash(JsonElement vector, string name) => new(Bytes(vector.GetProperty(name)));

    private static Digest[] Hashes(JsonElement list) =>
        [.. list.EnumerateArray().Select(hash => new Digest(Bytes(hash)))];

    private static byte[] Bytes(JsonElement text) => Convert.FromHexString(text.GetString()!);

    private static string Text(JsonElement vector, string name) => vector.GetProperty(name).GetString()!;

    private static JsonElement Read()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var file = Path.Combine(at.FullName, "proto", "vectors", "trees.json");
            if (!File.Exists(file))
                continue;
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            return document.RootElement.Clone();
        }

        throw new FileNotFoundException("proto/vectors/trees.json");
    }
}
