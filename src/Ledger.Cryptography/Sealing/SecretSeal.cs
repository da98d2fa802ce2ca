using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ledger.Cryptography.Sealing;

/// <summary>
/// Encrypts a secret under a password (PROTOCOL 1.5): PBKDF2-HMAC-SHA512 makes the key, AES-256-GCM seals, and a
/// purpose that is not stored must be named again to open.
/// </summary>
public static class SecretSeal
{
    public const byte Version = 1;

    public const int SaltSize = 16, NonceSize = 12;

    /// <summary>Fewer make a stolen file cheap to guess.</summary>
    public const int IterationsMin = 100_000;

    /// <summary>More would let a forged file keep a processor busy for minutes.</summary>
    public const int IterationsMax = 10_000_000;

    /// <summary>About a fifth of a second, and above what OWASP advises for this function.</summary>
    public const int IterationsDefault = 250_000;

    /// <summary>Bytes of the longest secret.</summary>
    public const int SecretSizeMax = 4096;

    private const int IterationsOffset = 1, SaltOffset = 5, NonceOffset = SaltOffset + SaltSize;

    private const int HeaderSize = NonceOffset + NonceSize;

    private const int KeySize = 32, TagSize = 16;

    public static byte[] Seal(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> purpose, SealParameters parameters)
    {
        if (secret.IsEmpty || secret.Length > SecretSizeMax)
            throw new ArgumentException("A secret has 1 to 4096 bytes.", nameof(secret));
        if (!IsInBounds(parameters.Iterations)
            || parameters.Salt.Length != SaltSize || parameters.Nonce.Length != NonceSize)
        {
            throw new ArgumentException("Iterations, salt or nonce are out of bounds.", nameof(parameters));
        }

        var seal = new byte[HeaderSize + secret.Length + TagSize];
        seal[0] = Version;
        BinaryPrimitives.WriteInt32BigEndian(seal.AsSpan(IterationsOffset), parameters.Iterations);
        parameters.Salt.CopyTo(seal.AsSpan(SaltOffset));
        parameters.Nonce.CopyTo(seal.AsSpan(NonceOffset));

        var header = seal.AsSpan(0, HeaderSize);
        Span<byte> key = stackalloc byte[KeySize];
        DeriveKey(password, header, key);
        using (var cipher = new AesGcm(key, TagSize))
        {
            cipher.Encrypt(
                parameters.Nonce,
                secret,
                seal.AsSpan(HeaderSize, secret.Length),
                seal.AsSpan(HeaderSize + secret.Length),
                [.. header, .. purpose]);
        }

        CryptographicOperations.ZeroMemory(key);
        return seal;
    }

    /// <summary>Opens a seal. The caller owns <paramref name="secret"/> and zeroes it; empty unless opened.</summary>
    public static SealStatus Open(
        ReadOnlySpan<byte> password, ReadOnlySpan<byte> seal, ReadOnlySpan<byte> purpose, out byte[] secret)
    {
        secret = [];
        if (seal.Length is <= HeaderSize + TagSize or > HeaderSize + SecretSizeMax + TagSize || seal[0] != Version
            || !IsInBounds(BinaryPrimitives.ReadInt32BigEndian(seal[IterationsOffset..])))
        {
            return SealStatus.NotASeal;
        }

        var header = seal[..HeaderSize];
        var opened = new byte[seal.Length - HeaderSize - TagSize];
        Span<byte> key = stackalloc byte[KeySize];
        DeriveKey(password, header, key);
        using var cipher = new AesGcm(key, TagSize);
        CryptographicOperations.ZeroMemory(key);
        try
        {
            cipher.Decrypt(
                header[NonceOffset..], seal[HeaderSize..^TagSize], seal[^TagSize..], opened, [.. header, .. purpose]);
        }
        catch (AuthenticationTagMismatchException)
        {
            return SealStatus.DoesNotOpen;
        }

        secret = opened;
        return SealStatus.Opened;
    }

    private static bool IsInBounds(int iterations) => iterations is >= IterationsMin and <= IterationsMax;

    private static void DeriveKey(ReadOnlySpan<byte> password, ReadOnlySpan<byte> header, Span<byte> key) =>
        Rfc2898DeriveBytes.Pbkdf2(
            password,
            header.Slice(SaltOffset, SaltSize),
            key,
            BinaryPrimitives.ReadInt32BigEndian(header[IterationsOffset..]),
            HashAlgorithmName.SHA512);
}
