using System.Reflection;
using System.Runtime.InteropServices;

namespace Ledger.Storage.RocksDb;

/// <summary>Finds RocksDB's shared library, whatever version the distribution carries.</summary>
internal static class RocksLibrary
{
    /// <summary>The name that the native methods import; the resolver maps it to a file.</summary>
    public const string ImportName = "rocksdb";

    // The C API is stable over these; 7.8 is what the tests run on, so it comes before newer ones.
    private static readonly string[] Candidates =
    [
        ImportName, "librocksdb.so.7.8", "librocksdb.so.9", "librocksdb.so.8", "librocksdb.so.10",
        "librocksdb.so.9.10", "librocksdb.so.8.9", "librocksdb.so.7",
    ];

    // An assembly takes one resolver only, so it is set where the runtime promises "once".
    static RocksLibrary() => NativeLibrary.SetDllImportResolver(typeof(RocksLibrary).Assembly, Resolve);

    /// <summary>Call before the first native call; it is the static constructor that acts.</summary>
    public static void Register()
    {
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        string.Equals(name, ImportName, StringComparison.Ordinal) ? Load(Candidates, assembly, searchPath) : 0;

    internal static nint Load(IReadOnlyList<string> candidates, Assembly assembly, DllImportSearchPath? searchPath)
    {
        foreach (var candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, assembly, searchPath, out var library))
                return library;
        }

        throw new DllNotFoundException(
            $"The RocksDB library was not found (tried {string.Join(", ", candidates)}). " +
            "On Debian it is in the package librocksdb7.8: apt-get install librocksdb7.8");
    }
}
