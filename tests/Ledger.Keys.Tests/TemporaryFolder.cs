namespace Ledger.Keys.Tests;

/// <summary>A folder of one test, gone with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("ledger-keys-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(_path).Select(Path.GetFileName)!;

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
