using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Cryptography.P256;
using Ledger.Cryptography.Sealing;
using Ledger.Cryptography.Secp256k1;

namespace Ledger.Keys.Files;

/// <summary>
/// One secret key in one file: a JSON envelope that names purpose and public key for people, around a sealed secret
/// (PROTOCOL 1.5). The seal covers both names, so neither can be changed.
/// </summary>
internal static class KeyFile
{
    private const string Format = "ledger-key/1";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    /// <summary>Never replaces a file.</summary>
    public static void Create(
        string path, KeyPurpose purpose, Password password, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> secret)
    {
        Span<byte> salt = stackalloc byte[SecretSeal.SaltSize];
        Span<byte> nonce = stackalloc byte[SecretSeal.NonceSize];
        RandomNumberGenerator.Fill(salt);
        RandomNumberGenerator.Fill(nonce);
        var seal = SecretSeal.Seal(
            password.Bytes,
            secret,
            SealedPurpose(purpose, publicKey),
            new(password.Iterations, salt, nonce));
        var envelope = new Envelope(Format, Name(purpose), Convert.ToHexStringLower(publicKey), seal);
        PrivateFile.Create(path, JsonSerializer.SerializeToUtf8Bytes(envelope, Json));
    }

    /// <summary>The caller zeroes the secret, and compares the public key with the one that the secret gives.</summary>
    public static (byte[] PublicKey, byte[] Secret) Open(string path, KeyPurpose purpose, Password password)
    {
        var envelope = Read(path);
        if (!envelope.Purpose.Equals(Name(purpose), StringComparison.Ordinal))
            throw OfAnotherPurpose(path, envelope.Purpose, purpose);

        var publicKey = ReadHex(path, envelope.PublicKey);
        var status = SecretSeal.Open(
            password.Bytes, envelope.Seal, SealedPurpose(purpose, publicKey), out var secret);
        return status switch
        {
            SealStatus.Opened => (publicKey, secret),
            SealStatus.NotASeal => throw Damaged(path),
            _ => throw new KeyFileException(
                path, "does not open.", "The password is another one, or the file was changed: restore a copy."),
        };
    }

    /// <summary>What the file says of its key, unproven.</summary>
    public static KeyDescription Describe(string path)
    {
        var envelope = Read(path);
        foreach (var purpose in Enum.GetValues<KeyPurpose>())
        {
            if (!envelope.Purpose.Equals(Name(purpose), StringComparison.Ordinal))
                continue;
            var publicKey = ReadHex(path, envelope.PublicKey);
            return publicKey.Length == PublicKeySize(purpose) ? new(purpose, publicKey) : throw Damaged(path);
        }

        throw Damaged(path);
    }

    public static KeyFileException Damaged(string path, Exception? cause = null) =>
        new(path, "is not a key file of a version that is known here.", "Restore a copy.", cause);

    public static KeyFileException OfAnotherPurpose(string path, KeyPurpose found, KeyPurpose wanted) =>
        OfAnotherPurpose(path, Name(found), wanted);

    private static KeyFileException OfAnotherPurpose(string path, string found, KeyPurpose wanted) =>
        new(path, $"is a key for '{found}'.", $"Name the file of the '{Name(wanted)}' key.");

    private static Envelope Read(string path)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize<Envelope>(PrivateFile.Read(path), Json);
            return envelope is { Format: Format, Purpose: not null, PublicKey: not null, Seal: not null }
                ? envelope
                : throw Damaged(path);
        }
        catch (JsonException cause)
        {
            throw Damaged(path, cause);
        }
    }

    private static byte[] ReadHex(string path, string text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException cause)
        {
            throw Damaged(path, cause);
        }
    }

    private static int PublicKeySize(KeyPurpose purpose) => purpose is KeyPurpose.Tls or KeyPurpose.Authority
        ? P256Ecdsa.PublicKeySize
        : Schnorr.PublicKeySize;

    private static byte[] SealedPurpose(KeyPurpose purpose, ReadOnlySpan<byte> publicKey) =>
        [.. Encoding.ASCII.GetBytes($"{Format}/{Name(purpose)}/"), .. publicKey];

    private static string Name(KeyPurpose purpose) => purpose switch
    {
        KeyPurpose.Consensus => "consensus",
        KeyPurpose.Tls => "tls",
        KeyPurpose.Issuing => "issuing",
        KeyPurpose.Authority => "authority",
        KeyPurpose.Wallet => "wallet",
        _ => throw new ArgumentOutOfRangeException(nameof(purpose)),
    };

    /// <summary>The JSON object, field by field; bytes are base64 there.</summary>
    private sealed record Envelope(string Format, string Purpose, string PublicKey, byte[] Seal);
}
