namespace Ledger.Architecture.Tests;

/// <summary>
/// "Verified" means that signatures were checked: whoever can say so without checking makes the type a lie.
/// </summary>
public sealed class VerifiedTests
{
    private static readonly string[] Edges =
    [
        Path.Combine("src", "Ledger.Model", "Transactions", "SignatureVerification.cs"),
        Path.Combine("src", "Ledger.Replication", "Verification", "MessageJudge.cs"),
    ];

    [Fact]
    public void Verified_OfAnythingInTheSources_IsStatedWhereSignaturesAreCheckedOnly()
    {
        var stated = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => File.ReadAllText(file).Contains("Verified.AfterChecking", StringComparison.Ordinal))
            .Select(file => Path.GetRelativePath(Repository.Root, file));

        Assert.Equal(Edges, stated.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }
}
