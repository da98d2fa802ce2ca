using System.Text.Json;
using Ledger.Cryptography.Trees;
using Xunit.Abstractions;

namespace Ledger.Cryptography.Tests.Trees;

/// <summary>The public RFC 6962 vectors, most of them wrong on purpose.</summary>
public sealed class MerkleVectorTests(ITestOutputHelper output)
{
    [Fact]
    public void VerifyInclusion_PublicVectors_AgreesWithEachCase() =>
        RunFolder("inclusion", vector => TryRead(vector, "leafHash", out var leafHash)
            && TryRead(vector, "root", out var root)
            && TryReadProof(vector, out var proof)
            && MerkleProof.VerifyInclusion(
                leafHash,
                vector.GetProperty("leafIdx").GetUInt64(),
                vector.GetProperty("treeSize").GetUInt64(),
                proof,
                root));

    [Fact]
    public void VerifyConsistency_PublicVectors_AgreesWithEachCase() =>
        RunFolder("consistency", vector => TryRead(vector, "root1", out var oldRoot)
            && TryRead(vector, "root2", out var root)
            && TryReadProof(vector, out var proof)
            && MerkleProof.VerifyConsistency(
                vector.GetProperty("size1").GetUInt64(),
                oldRoot,
                vector.GetProperty("size2").GetUInt64(),
                root,
                proof));

    private void RunFolder(string name, Func<JsonElement, bool> accepts)
    {
        var folder = FindFolder(name);
        if (folder is null)
        {
            output.WriteLine($"Skipped: no folder shared/vectors/merkle/{name} beside the repository.");
            return;
        }

        var files = Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories);
        foreach (var file in files)
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            Assert.True(IsExpected(document.RootElement) == accepts(document.RootElement), file);
        }

        output.WriteLine($"{name}: {files.Length} cases");
        Assert.NotEmpty(files);
    }

    /// <summary>
    /// One vector accepts two equal roots that are not hashes at all. Here a root has 32 bytes, or there is none.
    /// </summary>
    private static bool IsExpected(JsonElement vector) =>
        !vector.GetProperty("wantErr").GetBoolean()
        && (!vector.TryGetProperty("root1", out var root) || root.GetBytesFromBase64().Length == Digest.Size);

    private static bool TryRead(JsonElement vector, string name, out Digest digest) =>
        Digest.TryRead(vector.GetProperty(name).GetBytesFromBase64(), out digest);

    private static bool TryReadProof(JsonElement vector, out Digest[] proof)
    {
        var encoded = vector.GetProperty("proof");
        var hashes = encoded.ValueKind == JsonValueKind.Null
            ? []
            : encoded.EnumerateArray().Select(hash => hash.GetBytesFromBase64()).ToArray();
        var areSound = hashes.All(hash => hash.Length == Digest.Size);
        proof = areSound ? [.. hashes.Select(hash => new Digest(hash))] : [];
        return areSound;
    }

    private static string? FindFolder(string name)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "vectors", "merkle", name);
            if (Directory.Exists(folder))
                return folder;
        }

        return null;
    }
}
