namespace Ledger.Keys.Files;

/// <summary>A file of keys that cannot be used: which one, why, and what the operator can do about it.</summary>
public sealed class KeyFileException(string path, string problem, string remedy, Exception? cause = null)
    : Exception($"{path}: {problem} {remedy}", cause)
{
    public string Path { get; } = path;
}
