using Ledger.Storage.Journal;

namespace Ledger.Storage.Tests.Journal;

/// <summary>
/// A disk that remembers what was flushed and what was not, and can lose the latter in every way a real one can.
/// </summary>
internal sealed class MemoryFiles : IJournalFiles
{
    private readonly Dictionary<string, MemoryFile> _durableNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MemoryFile> _names = new(StringComparer.Ordinal);

    /// <summary>Calls that may still succeed; the one after them throws, as do all later ones.</summary>
    public int CallsUntilFailure { get; set; } = int.MaxValue;

    /// <summary>All writes and flushes so far.</summary>
    public int Calls { get; private set; }

    public byte[] this[string name] => _names[name].Current;

    public IReadOnlyList<string> List() => [.. _names.Keys];

    public IJournalFile Open(string name) => new OpenFile(this, _names[name]);

    public IJournalFile Create(string name, long length)
    {
        Count();
        _names[name] = new((int)length);
        return Open(name);
    }

    public void Rename(string name, string newName)
    {
        Count();
        _names.Remove(name, out var file);
        _names[newName] = file!;
    }

    public void Delete(string name)
    {
        Count();
        _names.Remove(name);
    }

    public void FlushDirectory()
    {
        Count();
        _durableNames.Clear();
        foreach (var (name, file) in _names)
            _durableNames.Add(name, file);
    }

    /// <summary>
    /// The disk after a loss of power. Of what was not flushed, each byte survives if the caller says so.
    /// </summary>
    public MemoryFiles AfterCrash(bool namesSurvive, Func<int, bool> survives)
    {
        var disk = new MemoryFiles();
        foreach (var (name, file) in namesSurvive ? _names : _durableNames)
            disk._names.Add(name, file.AfterCrash(survives));
        disk.FlushDirectory();
        disk.Calls = 0;
        return disk;
    }

    /// <summary>The same bytes on another disk.</summary>
    public MemoryFiles Copy() => AfterCrash(namesSurvive: true, _ => true);

    public void Truncate(string name, int length) => _names[name] = new(this[name][..length]);

    private void Count()
    {
        Calls++;
        if (CallsUntilFailure-- <= 0)
            throw new IOException("The disk failed.");
    }

    private sealed class MemoryFile
    {
        private byte[] _durable;

        public MemoryFile(int length) => (_durable, Current) = (new byte[length], new byte[length]);

        public MemoryFile(byte[] bytes) => (_durable, Current) = (bytes.ToArray(), bytes.ToArray());

        public byte[] Current { get; }

        public void Flush() => _durable = Current.ToArray();

        public MemoryFile AfterCrash(Func<int, bool> survives)
        {
            var bytes = _durable.ToArray();
            for (var i = bytes.AsSpan().CommonPrefixLength(Current); i < bytes.Length; i++)
            {
                if (bytes[i] != Current[i] && survives(i))
                    bytes[i] = Current[i];
            }

            return new(bytes);
        }
    }

    private sealed class OpenFile(MemoryFiles disk, MemoryFile file) : IJournalFile
    {
        public long Length => file.Current.Length;

        public void Read(long offset, Span<byte> destination) =>
            file.Current.AsSpan((int)offset, destination.Length).CopyTo(destination);

        public void Write(long offset, ReadOnlySpan<byte> source)
        {
            disk.Count();
            source.CopyTo(file.Current.AsSpan((int)offset));
        }

        public void Flush()
        {
            disk.Count();
            file.Flush();
        }

        public void Dispose()
        {
        }
    }
}
