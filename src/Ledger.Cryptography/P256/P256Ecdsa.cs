using System.Security.Cryptography;

namespace Ledger.Cryptography.P256;

/// <summary>
/// ECDSA on NIST P-256, scheme 3 of PROTOCOL 1.4: 64-byte r ‖ s with a low s, compressed keys. The framework signs and
/// verifies; it draws a nonce for each signature, so signing belongs to whoever holds the key, who then calls
/// <see cref="TryLowerS"/>.
/// </summary>
public static class P256Ecdsa
{
    /// <summary>A compressed point: 02 or 03, then the x coordinate.</summary>
    public const int PublicKeySize = 33;

    public const int SignatureSize = 64;

    private const byte EvenPrefix = 0x02, OddPrefix = 0x03;

    public static bool Verify(ReadOnlySpan<byte> publicKey, Digest message, ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureSize || !IsLow(signature) || !TryDecompress(publicKey, out var point))
            return false;
        Span<byte> digest = stackalloc byte[Digest.Size];
        message.CopyTo(digest);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
        return key.VerifyHash(digest, signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <summary>Whether these bytes are a compressed point of the curve.</summary>
    public static bool IsPublicKey(ReadOnlySpan<byte> publicKey) => TryDecompress(publicKey, out _);

    /// <summary>Writes the compressed form of a point of the curve; false if a coordinate has not 32 bytes.</summary>
    public static bool TryCompress(ECPoint point, Span<byte> publicKey)
    {
        if (point.X?.Length != P256Curve.FieldSize || point.Y?.Length != P256Curve.FieldSize
            || publicKey.Length != PublicKeySize)
        {
            return false;
        }

        publicKey[0] = (point.Y[^1] & 1) == 0 ? EvenPrefix : OddPrefix;
        point.X.CopyTo(publicKey[1..]);
        return true;
    }

    /// <summary>The point that <see cref="TryCompress"/> wrote; false if these bytes are none of the curve.</summary>
    public static bool TryDecompress(ReadOnlySpan<byte> publicKey, out ECPoint point)
    {
        point = default;
        if (publicKey.Length != PublicKeySize || publicKey[0] is not (EvenPrefix or OddPrefix))
            return false;
        var y = new byte[P256Curve.FieldSize];
        if (!P256Curve.TryDecompress(publicKey[1..], publicKey[0] == OddPrefix, y))
            return false;
        point = new() { X = publicKey[1..].ToArray(), Y = y };
        return true;
    }

    /// <summary>
    /// Replaces s by the order less s where it is high: the same signature in the only spelling that the ledger
    /// accepts. False if this is no signature.
    /// </summary>
    public static bool TryLowerS(Span<byte> signature)
    {
        if (signature.Length != SignatureSize)
            return false;
        var s = P256Curve.Read(signature[P256Curve.FieldSize..]);
        if (s.IsZero || s >= P256Curve.Order)
            return false;
        if (s > P256Curve.HalfOrder)
            P256Curve.Write(P256Curve.Order - s, signature[P256Curve.FieldSize..]);
        return true;
    }

    private static bool IsLow(ReadOnlySpan<byte> signature) =>
        P256Curve.Read(signature[P256Curve.FieldSize..]) <= P256Curve.HalfOrder;
}
