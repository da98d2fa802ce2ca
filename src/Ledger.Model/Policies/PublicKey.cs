using Ledger.Cryptography;

namespace Ledger.Model.Policies;

/// <summary>A key with the scheme that it signs in (PROTOCOL 4.1).</summary>
/// <param name="Scheme">1 secp256k1 Schnorr, 2 secp256k1 ECDSA, 3 P-256 ECDSA; others are refused.</param>
/// <param name="Prefix">0 for the x-only keys of scheme 1, otherwise 2 or 3: the parity byte of a compressed point.</param>
/// <param name="X">The point's x coordinate.</param>
public readonly record struct PublicKey(byte Scheme, byte Prefix, Digest X) : IComparable<PublicKey>
{
    /// <summary>The largest that a key's bytes can be.</summary>
    public const int SizeMax = 1 + Digest.Size;

    private const byte SchnorrScheme = 1;
    private const byte SchemeMax = 3;

    /// <summary>Length of the key's bytes: 32 for scheme 1, 33 for a compressed point.</summary>
    public int Size => Scheme == SchnorrScheme ? Digest.Size : SizeMax;

    public static bool IsKnownScheme(uint scheme) => scheme is >= SchnorrScheme and <= SchemeMax;

    /// <summary>Takes the key apart. Whether such a point exists is seen when a signature is verified.</summary>
    public static bool TryRead(uint scheme, ReadOnlySpan<byte> bytes, out PublicKey key)
    {
        key = default;
        if (!IsKnownScheme(scheme))
            return false;
        byte prefix = 0;
        if (scheme != SchnorrScheme)
        {
            if (bytes.Length != SizeMax || bytes[0] is not (2 or 3))
                return false;
            prefix = bytes[0];
            bytes = bytes[1..];
        }

        if (!Digest.TryRead(bytes, out var x))
            return false;
        key = new((byte)scheme, prefix, x);
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes: what <see cref="TryRead"/> takes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        if (Scheme != SchnorrScheme)
        {
            destination[0] = Prefix;
            destination = destination[1..];
        }

        X.CopyTo(destination);
    }

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
