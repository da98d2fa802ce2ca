using Ledger.Cryptography.P256;
using Ledger.Cryptography.Secp256k1;

namespace Ledger.Cryptography.Signatures;

/// <summary>
/// The one entry to verification under any scheme (PROTOCOL 1.4). An unknown scheme verifies nothing.
/// </summary>
public static class SignatureSchemes
{
    /// <summary>Bytes of a signature under every scheme.</summary>
    public const int SignatureSize = 64;

    /// <summary>Bytes of the longest public key of any scheme.</summary>
    public const int PublicKeySizeMax = 33;

    public static bool TryRead(uint number, out SignatureScheme scheme)
    {
        var isKnown = number is >= (uint)SignatureScheme.Schnorr and <= (uint)SignatureScheme.P256Ecdsa;
        scheme = isKnown ? (SignatureScheme)number : default;
        return isKnown;
    }

    /// <summary>Bytes of a public key; 0 for an unknown scheme.</summary>
    public static int PublicKeySize(SignatureScheme scheme) => scheme switch
    {
        SignatureScheme.Schnorr => Schnorr.PublicKeySize,
        SignatureScheme.Secp256k1Ecdsa => Secp256k1Ecdsa.PublicKeySize,
        SignatureScheme.P256Ecdsa => P256Ecdsa.PublicKeySize,
        _ => 0,
    };

    /// <summary>Whether the bytes are a key of the scheme: the right length, and a point of its curve.</summary>
    public static bool IsPublicKey(SignatureScheme scheme, ReadOnlySpan<byte> publicKey) => scheme switch
    {
        SignatureScheme.Schnorr => Schnorr.IsPublicKey(publicKey),
        SignatureScheme.Secp256k1Ecdsa => Secp256k1Ecdsa.IsPublicKey(publicKey),
        SignatureScheme.P256Ecdsa => P256Ecdsa.IsPublicKey(publicKey),
        _ => false,
    };

    public static bool Verify(
        SignatureScheme scheme, ReadOnlySpan<byte> publicKey, Digest message, ReadOnlySpan<byte> signature) =>
        scheme switch
        {
            SignatureScheme.Schnorr => Schnorr.Verify(publicKey, message, signature),
            SignatureScheme.Secp256k1Ecdsa => Secp256k1Ecdsa.Verify(publicKey, message, signature),
            SignatureScheme.P256Ecdsa => P256Ecdsa.Verify(publicKey, message, signature),
            _ => false,
        };
}
