namespace Ledger.Cryptography.Tests;

/// <summary>Vectors that others published. They lie beside the repository, not in it, and may be absent.</summary>
internal static class PublicVectors
{
    /// <summary>The files of a folder of vectors, sorted; none where the folder is absent.</summary>
    public static string[] Files(string folder, string pattern)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var path = Path.Combine(at.FullName, "shared", "vectors", folder);
            if (Directory.Exists(path))
                return [.. Directory.GetFiles(path, pattern).Order(StringComparer.Ordinal)];
        }

        return [];
    }
}

/// <summary>A test of public vectors, skipped with a message where their folder is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PublicVectorFactAttribute : FactAttribute
{
    public PublicVectorFactAttribute(string folder)
    {
        Folder = folder;
        if (PublicVectors.Files(folder, "*").Length == 0)
            Skip = $"No folder shared/vectors/{folder} beside the repository.";
    }

    public string Folder { get; }
}
