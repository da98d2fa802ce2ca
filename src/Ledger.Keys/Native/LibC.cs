using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Ledger.Keys.Native;

/// <summary>
/// What Linux offers and the framework does not: who owns an open file, and syncing less or more than it.
/// </summary>
internal static unsafe partial class LibC
{
    private const string Library = "libc";

    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH: judge the descriptor itself.

    private const uint OwnerMask = 0x8; // STATX_UID

    private const int OpenReadOnly = 0, OpenCloseOnExec = 0x80000;

    /// <summary>Bytes of struct statx, and where stx_uid lies in it: the same on every architecture.</summary>
    private const int StatxSize = 256, StatxOwnerOffset = 20;

    public static uint CurrentUser => EffectiveUser();

    public static uint OwnerOf(SafeFileHandle file)
    {
        var status = stackalloc byte[StatxSize];
        // SAFETY: the kernel fills exactly the 256 bytes of the buffer, and the handle outlives the call.
        if (Statx((int)file.DangerousGetHandle(), "", EmptyPath, OwnerMask, status) != 0)
            throw new IOException($"statx failed with error {Marshal.GetLastPInvokeError()}.");
        GC.KeepAlive(file);
        return *(uint*)(status + StatxOwnerOffset);
    }

    /// <summary>Makes a rename inside the directory survive a power cut.</summary>
    public static void SyncDirectory(string path)
    {
        var directory = Open(path, OpenReadOnly | OpenCloseOnExec);
        if (directory < 0)
            throw new IOException($"{path}: cannot be opened, error {Marshal.GetLastPInvokeError()}.");
        var result = Sync(directory);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(directory);
        if (result != 0)
            throw new IOException($"{path}: cannot be synced, error {error}.");
    }

    /// <summary>
    /// Puts a file's content on the disk, without waiting for its times: for files that keep their length.
    /// </summary>
    public static void SyncContent(SafeFileHandle file)
    {
        if (SyncData(file) != 0)
            throw new IOException($"fdatasync failed with error {Marshal.GetLastPInvokeError()}.");
    }

    [LibraryImport(Library, EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();

    [LibraryImport(Library, EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, byte* status);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(int file);

    [LibraryImport(Library, EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int SyncData(SafeFileHandle file);

    [LibraryImport(Library, EntryPoint = "close")]
    private static partial int Close(int file);
}
