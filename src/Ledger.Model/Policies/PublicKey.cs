using Ledger.Cryptography;

namespace Ledger.Model.Policies;

/// <summary>A key with the scheme that it signs in (PROTOCOL 4.1).</summary>
/// <param name="Scheme">1 secp256k1 Schnorr, 2 secp256k1 ECDSA, 3 P-256 ECDSA; others are refused.</param>
/// <param name="Prefix">0 for the x-only keys of scheme 1, otherwise 2 or 3: the parity byte of a compressed point.</param>
/// <param name="X">The point's x coordinate.</param>
public readonly record struct PublicKey(byte Scheme, byte Prefix, Digest X) : IComparable<PublicKey>
{
    public int CompareTo(PublicKey other)
    {
        if (Scheme != other.Scheme)
            return Scheme.CompareTo(other.Scheme);
        return Prefix != other.Prefix ? Prefix.CompareTo(other.Prefix) : X.CompareTo(other.X);
    }

    public static bool operator <(PublicKey left, PublicKey right) => left.CompareTo(right) < 0;

    public static bool operator >(PublicKey left, PublicKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(PublicKey left, PublicKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PublicKey left, PublicKey right) => left.CompareTo(right) >= 0;
}
