using System.Runtime.InteropServices;

namespace Ledger.Cryptography.Native;

/// <summary>
/// The functions of libsecp256k1 that the ledger uses, under their own names and with their own conventions: 1 is
/// success, 0 is failure. The library aborts the process on a null or unparsed argument, so callers check lengths and
/// parse first.
/// </summary>
internal static unsafe partial class LibSecp256k1
{
    /// <summary>Bytes of each opaque struct: a parsed key, a parsed signature, a key pair.</summary>
    public const int PublicKeySize = 64, SignatureSize = 64, KeyPairSize = 96;

    /// <summary>Serializes a public key in 33 bytes.</summary>
    public const uint Compressed = 0x0102;

    /// <summary>Contexts that sign and verify; releases since 0.2.0 ignore the distinction.</summary>
    private const uint SignAndVerify = 0x0301;

    private static nint _shared;

    private static int _blindings;

    /// <summary>The context of all threads. Nothing writes to it once it is visible here.</summary>
    public static nint Context => Volatile.Read(ref _shared) is var shared && shared != 0 ? shared : Share();

    /// <summary>
    /// Puts a context in place whose signing is blinded with <paramref name="seed"/>. The old one stays allocated since
    /// another thread may be using it, so this happens at most once in a process.
    /// </summary>
    public static void Blind(ReadOnlySpan<byte> seed)
    {
        if (seed.Length != Digest.Size)
            throw new ArgumentException("A blinding seed has 32 bytes.", nameof(seed));
        if (Interlocked.Increment(ref _blindings) != 1)
            throw new InvalidOperationException("The signing context is blinded already.");
        var context = CreateContext();
        // SAFETY: the seed is pinned for the call and has the 32 bytes that are read; nobody else sees the context yet.
        fixed (byte* bytes = seed)
            _ = ContextRandomize(context, bytes);
        Volatile.Write(ref _shared, context);
    }

    private static nint Share()
    {
        var context = CreateContext();
        var earlier = Interlocked.CompareExchange(ref _shared, context, 0);
        if (earlier == 0)
            return context;
        ContextDestroy(context);
        return earlier;
    }

    private static nint CreateContext() =>
        NativeLibraries.Has(NativeLibraries.LibSecp256k1, "secp256k1_schnorrsig_verify")
            ? ContextCreate(SignAndVerify)
            : throw new DllNotFoundException(
                "libsecp256k1 with BIP-340 is not installed. On Debian and Ubuntu: apt-get install libsecp256k1-1");

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_context_create")]
    private static partial nint ContextCreate(uint flags);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_context_destroy")]
    private static partial void ContextDestroy(nint context);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_context_randomize")]
    private static partial int ContextRandomize(nint context, byte* seed);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_ec_seckey_verify")]
    public static partial int SecretKeyVerify(nint context, byte* secretKey);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_ec_pubkey_create")]
    public static partial int PublicKeyCreate(nint context, byte* publicKey, byte* secretKey);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_ec_pubkey_parse")]
    public static partial int PublicKeyParse(nint context, byte* publicKey, byte* input, nuint length);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_ec_pubkey_serialize")]
    public static partial int PublicKeySerialize(
        nint context, byte* output, nuint* length, byte* publicKey, uint flags);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_xonly_pubkey_parse")]
    public static partial int XOnlyParse(nint context, byte* publicKey, byte* input32);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_xonly_pubkey_serialize")]
    public static partial int XOnlySerialize(nint context, byte* output32, byte* publicKey);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_keypair_create")]
    public static partial int KeyPairCreate(nint context, byte* keyPair, byte* secretKey);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_keypair_xonly_pub")]
    public static partial int KeyPairXOnly(nint context, byte* publicKey, int* parity, byte* keyPair);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_schnorrsig_sign32")]
    public static partial int SchnorrSign(
        nint context, byte* signature64, byte* message32, byte* keyPair, byte* auxiliary32);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_schnorrsig_verify")]
    public static partial int SchnorrVerify(
        nint context, byte* signature64, byte* message, nuint length, byte* publicKey);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_ecdsa_signature_parse_compact")]
    public static partial int SignatureParse(nint context, byte* signature, byte* input64);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_ecdsa_signature_serialize_compact")]
    public static partial int SignatureSerialize(nint context, byte* output64, byte* signature);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_ecdsa_sign")]
    public static partial int EcdsaSign(
        nint context, byte* signature, byte* message32, byte* secretKey, nint nonceFunction, nint nonceState);

    [LibraryImport(NativeLibraries.LibSecp256k1, EntryPoint = "secp256k1_ecdsa_verify")]
    public static partial int EcdsaVerify(nint context, byte* signature, byte* message32, byte* publicKey);
}
