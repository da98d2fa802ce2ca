using Ledger.Cryptography;
using Ledger.Cryptography.Signatures;

namespace Ledger.Model.Policies;

/// <summary>A key with the scheme that it signs in (PROTOCOL 4.1).</summary>
/// <param name="Prefix">
/// 0 for the x-only keys of Schnorr, otherwise 2 or 3: the parity byte of a compressed point.
/// </param>
/// <param name="X">The point's x coordinate.</param>
public readonly record struct PublicKey(SignatureScheme Scheme, byte Prefix, Digest X) : IComparable<PublicKey>
{
    /// <summary>Length of the key's bytes.</summary>
    public int Size => SignatureSchemes.PublicKeySize(Scheme);

    /// <summary>Takes the key apart. Whether there is such a point is for <see cref="IsPoint"/>.</summary>
    public static bool TryRead(SignatureScheme scheme, ReadOnlySpan<byte> bytes, out PublicKey key)
    {
        key = default;
        if (bytes.Length == 0 || bytes.Length != SignatureSchemes.PublicKeySize(scheme))
            return false;
        byte prefix = 0;
        if (scheme != SignatureScheme.Schnorr)
        {
            if (bytes[0] is not (2 or 3))
                return false;
            prefix = bytes[0];
            bytes = bytes[1..];
        }

        key = new(scheme, prefix, new(bytes));
        return true;
    }

    /// <summary>Whether the key is a point of its curve, which only cryptography can tell.</summary>
    public bool IsPoint()
    {
        Span<byte> bytes = stackalloc byte[SignatureSchemes.PublicKeySizeMax];
        CopyTo(bytes);
        return SignatureSchemes.IsPublicKey(Scheme, bytes[..Size]);
    }

    /// <summary>Writes <see cref="Size"/> bytes: what <see cref="TryRead"/> takes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        if (Scheme != SignatureScheme.Schnorr)
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
