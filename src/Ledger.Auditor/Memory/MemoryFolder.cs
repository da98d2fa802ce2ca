namespace Ledger.Auditor.Memory;

/// <summary>Where an audit's own files are to be written when it ends, looked at before it begins.</summary>
internal static class MemoryFolder
{
    /// <exception cref="DirectoryNotFoundException">The folder of the file is not there.</exception>
    public static void Check(string file)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(file));
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"{file}: there is no folder {folder}.");
    }
}
