using System.Security.Cryptography;
using Ledger.Cryptography.Native;

namespace Ledger.Cryptography.Secp256k1;

/// <summary>
/// BIP-340 Schnorr signatures on secp256k1, scheme 1 of PROTOCOL 1.4. Thread-safe; verifying allocates nothing.
/// Spans of another length than stated are refused, never read.
/// </summary>
public static unsafe class Schnorr
{
    /// <summary>An x-only public key.</summary>
    public const int PublicKeySize = 32;

    public const int SecretKeySize = 32;

    public const int SignatureSize = 64;

    /// <summary>
    /// Entropy that hardens signing against fault and timing attacks; zeros make signing deterministic.
    /// </summary>
    public const int AuxiliarySize = 32;

    // SAFETY, here and below: every span is pinned while the library reads it and its length was checked against what
    // the library reads or writes; the opaque structs are stack buffers of the library's stated size.
    public static bool Verify(ReadOnlySpan<byte> publicKey, Digest message, ReadOnlySpan<byte> signature)
    {
        Span<byte> bytes = stackalloc byte[Digest.Size];
        message.CopyTo(bytes);
        return Verify(publicKey, bytes, signature);
    }

    /// <summary>Verifies over a message of any length. The ledger itself signs digests only.</summary>
    public static bool Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        if (publicKey.Length != PublicKeySize || signature.Length != SignatureSize)
            return false;
        var context = LibSecp256k1.Context;
        var parsed = stackalloc byte[LibSecp256k1.PublicKeySize];
        fixed (byte* key = publicKey, text = message, signed = signature)
        {
            return LibSecp256k1.XOnlyParse(context, parsed, key) == 1
                && LibSecp256k1.SchnorrVerify(context, signed, text, (nuint)message.Length, parsed) == 1;
        }
    }

    /// <summary>Whether these bytes are the x coordinate of a point of the curve.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != PublicKeySize)
            return false;
        var parsed = stackalloc byte[LibSecp256k1.PublicKeySize];
        fixed (byte* key = publicKey)
            return LibSecp256k1.XOnlyParse(LibSecp256k1.Context, parsed, key) == 1;
    }

    /// <summary>
    /// False if the secret key is zero or not below the order of the curve, or if a span has another length than
    /// stated.
    /// </summary>
    public static bool TrySign(
        ReadOnlySpan<byte> secretKey, Digest message, ReadOnlySpan<byte> auxiliary, Span<byte> signature)
    {
        if (secretKey.Length != SecretKeySize || auxiliary.Length != AuxiliarySize || signature.Length != SignatureSize)
            return false;
        Span<byte> digest = stackalloc byte[Digest.Size];
        message.CopyTo(digest);
        Span<byte> keyPair = stackalloc byte[LibSecp256k1.KeyPairSize];
        var context = LibSecp256k1.Context;
        fixed (byte* secret = secretKey, text = digest, entropy = auxiliary, signed = signature, pair = keyPair)
        {
            var isSigned = LibSecp256k1.KeyPairCreate(context, pair, secret) == 1
                && LibSecp256k1.SchnorrSign(context, signed, text, pair, entropy) == 1;
            CryptographicOperations.ZeroMemory(keyPair);
            return isSigned;
        }
    }

    /// <summary>Writes the x-only public key of a secret key; false if it is not a secret key.</summary>
    public static bool TryGetPublicKey(ReadOnlySpan<byte> secretKey, Span<byte> publicKey)
    {
        if (secretKey.Length != SecretKeySize || publicKey.Length != PublicKeySize)
            return false;
        Span<byte> keyPair = stackalloc byte[LibSecp256k1.KeyPairSize];
        var point = stackalloc byte[LibSecp256k1.PublicKeySize];
        var context = LibSecp256k1.Context;
        fixed (byte* secret = secretKey, key = publicKey, pair = keyPair)
        {
            var isKey = LibSecp256k1.KeyPairCreate(context, pair, secret) == 1
                && LibSecp256k1.KeyPairXOnly(context, point, null, pair) == 1
                && LibSecp256k1.XOnlySerialize(context, key, point) == 1;
            CryptographicOperations.ZeroMemory(keyPair);
            return isKey;
        }
    }

    /// <summary>Whether these bytes are a number from 1 to the order of the curve, exclusive.</summary>
    public static bool IsSecretKey(ReadOnlySpan<byte> secretKey)
    {
        if (secretKey.Length != SecretKeySize)
            return false;
        fixed (byte* secret = secretKey)
            return LibSecp256k1.SecretKeyVerify(LibSecp256k1.Context, secret) == 1;
    }

    /// <summary>
    /// Blinds the arithmetic of signing with 32 random bytes of the host, as a further guard against side channels.
    /// At most once in a process.
    /// </summary>
    public static void Blind(ReadOnlySpan<byte> seed) => LibSecp256k1.Blind(seed);
}
