using System.Security.Cryptography;
using Ledger.Keys.Native;
using Microsoft.Win32.SafeHandles;

namespace Ledger.Keys.Files;

/// <summary>
/// Files that only their owner may read: mode 0600 and owned by the user who runs the process, or refused. The checks
/// look at the opened file, not at the name, so that nobody can exchange it in between.
/// </summary>
public static class PrivateFile
{
    public const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const uint Root = 0;

    /// <summary>No file of this project is longer.</summary>
    private const int SizeMax = 64 * 1024;

    /// <summary>The whole file. The caller zeroes it if it is a secret.</summary>
    public static byte[] Read(string path)
    {
        using var file = Open(path, FileAccess.Read, FileShare.Read);
        var length = RandomAccess.GetLength(file);
        if (length > SizeMax)
            throw new KeyFileException(path, $"has {length} bytes, more than {SizeMax}.", "Name the right file.");
        var content = new byte[length];
        if (RandomAccess.Read(file, content, 0) == content.Length)
            return content;
        CryptographicOperations.ZeroMemory(content);
        throw new KeyFileException(path, "was cut while it was read.", "Try again.");
    }

    public static SafeFileHandle Open(string path, FileAccess access, FileShare share)
    {
        var file = OpenUnchecked(path, access, share);
        try
        {
            Check(path, file);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Creates the file with its content, whole or not at all, also across a power cut. Never replaces one.
    /// </summary>
    public static void Create(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path))
            throw new KeyFileException(path, "exists already.", "Move it away first if you mean to replace it.");
        Write(path, content, replaces: false);
    }

    /// <summary>
    /// Replaces the file or creates it: across a power cut there is the old content or the new. On disk when it
    /// returns.
    /// </summary>
    public static void Replace(string path, ReadOnlySpan<byte> content) => Write(path, content, replaces: true);

    private static void Write(string path, ReadOnlySpan<byte> content, bool replaces)
    {
        var directory = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var draft = $"{path}.new";
        try
        {
            File.Delete(draft); // What an interrupted attempt left behind.
            using (var file = new FileStream(draft, new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                UnixCreateMode = Mode,
            }))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, replaces);
            LibC.SyncDirectory(directory);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(path, $"cannot be written: {cause.Message}", "Check the directory.", cause);
        }
    }

    private static SafeFileHandle OpenUnchecked(string path, FileAccess access, FileShare share)
    {
        try
        {
            return File.OpenHandle(path, FileMode.Open, access, share);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new KeyFileException(path, "does not exist.", "Check the path, or create the file first.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(
                path, $"cannot be opened: {cause.Message}", "Check its owner, and that no other node uses it.", cause);
        }
    }

    private static void Check(string path, SafeFileHandle file)
    {
        var mode = File.GetUnixFileMode(file);
        if ((mode & ~Mode) != UnixFileMode.None)
        {
            throw new KeyFileException(
                path, $"may be used by others than its owner (mode {Octal(mode)}).", $"Run: chmod 0600 '{path}'");
        }

        var owner = LibC.OwnerOf(file);
        if (owner != LibC.CurrentUser)
        {
            throw new KeyFileException(
                path,
                $"belongs to user {owner}, and this process runs as user {LibC.CurrentUser}.",
                Remedy(path, owner));
        }
    }

    // Root that took the files of a node would keep the node from them.
    private static string Remedy(string path, uint owner) => LibC.CurrentUser == Root
        ? $"Run this as their user instead: setpriv --reuid {owner} --clear-groups …"
        : $"Run as root: chown {LibC.CurrentUser} '{path}'";

    private static string Octal(UnixFileMode mode) => $"0{Convert.ToString((int)mode, toBase: 8)}";
}
