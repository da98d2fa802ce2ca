using System.Reflection;
using System.Runtime.InteropServices;

namespace Ledger.Cryptography.Native;

/// <summary>Finds the native libraries of this project under the names that distributions give them.</summary>
internal static class NativeLibraries
{
    public const string LibCrypto = "libcrypto";
    public const string LibSecp256k1 = "libsecp256k1";

    private static readonly string[] LibCryptoNames = ["libcrypto.so.3", "libcrypto.so.1.1"];
    private static readonly string[] LibSecp256k1Names =
        ["libsecp256k1.so.1", "libsecp256k1.so.2", "libsecp256k1.so.0", LibSecp256k1];

    static NativeLibraries() =>
        NativeLibrary.SetDllImportResolver(typeof(NativeLibraries).Assembly, (name, _, _) => Load(name));

    /// <summary>Whether the library loads and has this function.</summary>
    public static bool Has(string library, string function) =>
        Load(library) is var handle && handle != 0 && NativeLibrary.TryGetExport(handle, function, out _);

    /// <summary>
    /// The handle of the first candidate that loads, the same one at each call; 0 where there is none.
    /// </summary>
    private static nint Load(string library)
    {
        var names = library switch
        {
            LibCrypto => LibCryptoNames,
            LibSecp256k1 => LibSecp256k1Names,
            _ => [library],
        };
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), null, out var handle))
                return handle;
        }

        return 0;
    }
}
