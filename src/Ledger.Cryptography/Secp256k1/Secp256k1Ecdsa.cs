using Ledger.Cryptography.Native;

namespace Ledger.Cryptography.Secp256k1;

/// <summary>
/// ECDSA on secp256k1, scheme 2 of PROTOCOL 1.4: 64-byte r ‖ s, and s must lie in the lower half of the order, so that
/// nobody can turn a signature into another valid one. Thread-safe; verifying allocates nothing.
/// </summary>
public static unsafe class Secp256k1Ecdsa
{
    /// <summary>A compressed point: 02 or 03, then the x coordinate.</summary>
    public const int PublicKeySize = 33;

    public const int SecretKeySize = 32;

    public const int SignatureSize = 64;

    // SAFETY, here and below: every span is pinned while the library reads it and its length was checked against what
    // the library reads or writes; the opaque structs are stack buffers of the library's stated size.
    public static bool Verify(ReadOnlySpan<byte> publicKey, Digest message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeySize || signature.Length != SignatureSize)
            return false;
        Span<byte> digest = stackalloc byte[Digest.Size];
        message.CopyTo(digest);
        var parsedKey = stackalloc byte[LibSecp256k1.PublicKeySize];
        var parsedSignature = stackalloc byte[LibSecp256k1.SignatureSize];
        var context = LibSecp256k1.Context;
        fixed (byte* key = publicKey, text = digest, signed = signature)
        {
            // The library itself refuses a high s.
            return LibSecp256k1.PublicKeyParse(context, parsedKey, key, PublicKeySize) == 1
                && LibSecp256k1.SignatureParse(context, parsedSignature, signed) == 1
                && LibSecp256k1.EcdsaVerify(context, parsedSignature, text, parsedKey) == 1;
        }
    }

    /// <summary>Whether these bytes are a compressed point of the curve.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != PublicKeySize)
            return false;
        var parsed = stackalloc byte[LibSecp256k1.PublicKeySize];
        fixed (byte* key = publicKey)
            return LibSecp256k1.PublicKeyParse(LibSecp256k1.Context, parsed, key, PublicKeySize) == 1;
    }

    /// <summary>
    /// Signs with the deterministic nonce of RFC 6979 and a low s. False if the secret key is zero or not below the
    /// order of the curve, or if a span has another length than stated.
    /// </summary>
    public static bool TrySign(ReadOnlySpan<byte> secretKey, Digest message, Span<byte> signature)
    {
        if (secretKey.Length != SecretKeySize || signature.Length != SignatureSize)
            return false;
        Span<byte> digest = stackalloc byte[Digest.Size];
        message.CopyTo(digest);
        var parsed = stackalloc byte[LibSecp256k1.SignatureSize];
        var context = LibSecp256k1.Context;
        fixed (byte* secret = secretKey, text = digest, signed = signature)
        {
            return LibSecp256k1.EcdsaSign(context, parsed, text, secret, 0, 0) == 1
                && LibSecp256k1.SignatureSerialize(context, signed, parsed) == 1;
        }
    }

    /// <summary>Writes the compressed public key of a secret key; false if it is not a secret key.</summary>
    public static bool TryGetPublicKey(ReadOnlySpan<byte> secretKey, Span<byte> publicKey)
    {
        if (secretKey.Length != SecretKeySize || publicKey.Length != PublicKeySize)
            return false;
        var point = stackalloc byte[LibSecp256k1.PublicKeySize];
        var context = LibSecp256k1.Context;
        nuint length = PublicKeySize;
        fixed (byte* secret = secretKey, key = publicKey)
        {
            return LibSecp256k1.PublicKeyCreate(context, point, secret) == 1
                && LibSecp256k1.PublicKeySerialize(context, key, &length, point, LibSecp256k1.Compressed) == 1;
        }
    }
}
