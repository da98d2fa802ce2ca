namespace Ledger.Architecture.Tests;

/// <summary>Finds the checkout that these tests were built from.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "LedgerNode.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No LedgerNode.sln above {start}.");
    }
}
