using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ledger.Storage.Journal;

/// <summary>
/// A journal's files in a directory of the local file system. Linux only: directories must be flushed.
/// </summary>
internal sealed partial class DirectoryJournalFiles : IJournalFiles
{
    private readonly string _directory;

    /// <summary>Creates the directory if it is missing, readable by its owner only.</summary>
    public DirectoryJournalFiles(string directory)
    {
        _directory = directory;
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(directory, OwnerOnly);
    }

    public IReadOnlyList<string> List() =>
        Array.ConvertAll(Directory.GetFiles(_directory), file => Path.GetFileName(file)!);

    public IJournalFile Open(string name) => new DirectoryJournalFile(
        File.OpenHandle(PathOf(name), FileMode.Open, FileAccess.ReadWrite, FileShare.None));

    public IJournalFile Create(string name, long length)
    {
        // The reservation asks for the space only; the length has to be set as well.
        var handle = File.OpenHandle(
            PathOf(name), FileMode.Create, FileAccess.ReadWrite, FileShare.None, preallocationSize: length);
        RandomAccess.SetLength(handle, length);
        return new DirectoryJournalFile(handle);
    }

    /// <summary>
    /// Reads a whole file whoever has it open: .NET's own way of opening one asks for a lock, which a node at work
    /// does not share.
    /// </summary>
    public static byte[] ReadUnlocked(string path)
    {
        var descriptor = open(path, ReadOnly);
        if (descriptor < 0)
            throw new IOException($"open of {path} failed: {Marshal.GetLastPInvokeErrorMessage()}");
        using var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        using var file = new DirectoryJournalFile(handle);
        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        return bytes;
    }

    public void Rename(string name, string newName) => File.Move(PathOf(name), PathOf(newName));

    public void Delete(string name) => File.Delete(PathOf(name));

    public void FlushDirectory()
    {
        var descriptor = open(_directory, ReadOnly);
        if (descriptor < 0)
            throw Failure("open");
        var result = fsync(descriptor);
        var failure = result == 0 ? null : Failure("fsync");
        _ = close(descriptor);
        if (failure is not null)
            throw failure;
    }

    // O_RDONLY of fcntl.h. .NET opens no directories, and no file without a lock, so calls of the C library do it.
    private const int ReadOnly = 0;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(int descriptor);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int fdatasync(SafeFileHandle file);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int descriptor);

    private IOException Failure(string call) =>
        new($"{call} of the directory {_directory} failed: {Marshal.GetLastPInvokeErrorMessage()}");

    private string PathOf(string name) => Path.Combine(_directory, name);

    private sealed class DirectoryJournalFile(SafeFileHandle handle) : IJournalFile
    {
        public long Length => RandomAccess.GetLength(handle);

        public void Read(long offset, Span<byte> destination)
        {
            for (var rest = destination; !rest.IsEmpty;)
            {
                var count = RandomAccess.Read(handle, rest, offset);
                if (count == 0)
                    throw new EndOfStreamException("The file became shorter while it was read.");
                offset += count;
                rest = rest[count..];
            }
        }

        public void Write(long offset, ReadOnlySpan<byte> source) => RandomAccess.Write(handle, source, offset);

        // The file keeps its length for life, so there is no metadata to wait for, which doubles the time.
        public void Flush()
        {
            if (fdatasync(handle) != 0)
                throw new IOException($"fdatasync of the journal failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        public void Dispose() => handle.Dispose();
    }
}
