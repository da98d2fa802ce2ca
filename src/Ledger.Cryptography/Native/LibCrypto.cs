using System.Runtime.InteropServices;

namespace Ledger.Cryptography.Native;

/// <summary>
/// The incremental SHA-256 of OpenSSL. For 64 bytes it takes a fifth of the time of the framework's, which looks its
/// algorithm up on each call.
/// </summary>
internal static unsafe partial class LibCrypto
{
    /// <summary>Longest input that is hashed without telling the garbage collector: well below a microsecond.</summary>
    private const int UninterruptedBytesMax = 512;

    public static readonly bool IsPresent = NativeLibraries.Has(NativeLibraries.LibCrypto, "SHA256_Update");

    public static Sha256Context Initial()
    {
        Sha256Context context = default;
        _ = Initialize(&context);
        return context;
    }

    // SAFETY: the context is a local of the caller that nobody else sees, `fixed` pins what the spans point at for the
    // length of the call, and OpenSSL reads exactly `length` bytes and writes exactly 32.
    public static void Update(ref Sha256Context context, ReadOnlySpan<byte> data)
    {
        fixed (Sha256Context* pinned = &context)
        fixed (byte* bytes = data)
        {
            _ = data.Length <= UninterruptedBytesMax
                ? UpdateUninterrupted(pinned, bytes, (nuint)data.Length)
                : Update(pinned, bytes, (nuint)data.Length);
        }
    }

    public static void Final(Span<byte> hash, ref Sha256Context context)
    {
        if (hash.Length != Digest.Size)
            throw new ArgumentException("A SHA-256 hash has 32 bytes.", nameof(hash));
        fixed (Sha256Context* pinned = &context)
        fixed (byte* bytes = hash)
            _ = Final(bytes, pinned);
    }

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "SHA256_Init")]
    private static partial int Initialize(Sha256Context* context);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "SHA256_Update")]
    private static partial int Update(Sha256Context* context, byte* data, nuint length);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "SHA256_Update")]
    [SuppressGCTransition]
    private static partial int UpdateUninterrupted(Sha256Context* context, byte* data, nuint length);

    [LibraryImport(NativeLibraries.LibCrypto, EntryPoint = "SHA256_Final")]
    [SuppressGCTransition]
    private static partial int Final(byte* hash, Sha256Context* context);
}
