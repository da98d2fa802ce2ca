namespace Ledger.Storage.Journal;

/// <summary>The files of one journal's directory. Failures throw <see cref="IOException"/>.</summary>
internal interface IJournalFiles
{
    /// <summary>Names of all files, in any order.</summary>
    IReadOnlyList<string> List();

    IJournalFile Open(string name);

    /// <summary>Makes a file of zeros whose space is reserved on disk; an old file of that name is replaced.</summary>
    IJournalFile Create(string name, long length);

    void Rename(string name, string newName);

    void Delete(string name);

    /// <summary>Makes creations, renamings and deletions survive a loss of power.</summary>
    void FlushDirectory();
}

/// <summary>One open file of a journal.</summary>
internal interface IJournalFile : IDisposable
{
    long Length { get; }

    void Read(long offset, Span<byte> destination);

    void Write(long offset, ReadOnlySpan<byte> source);

    /// <summary>Returns when all writes are on the disk.</summary>
    void Flush();
}
