using System.Security.Cryptography;
using Ledger.Cryptography;
using Ledger.Cryptography.Secp256k1;
using Ledger.Cryptography.Signatures;
using Ledger.Model;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Client.Signing;

/// <summary>
/// A secp256k1 key in memory that signs as BIP-340 says, the default scheme of the ledger. The secret is in pinned
/// memory and zeroed when disposed. Any thread may sign.
/// </summary>
public sealed class SchnorrKey : ISigner, IDisposable
{
    public const int SecretSize = Schnorr.SecretKeySize;

    private readonly byte[] _secret = GC.AllocateUninitializedArray<byte>(SecretSize, pinned: true);
    private bool _isDisposed;

    private SchnorrKey(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> publicKey)
    {
        secret.CopyTo(_secret);
        Key = new(SignatureScheme.Schnorr, 0, new(publicKey));
    }

    public PublicKey Key { get; }

    /// <summary>Draws a new key. It is lost with the process unless its secret is kept.</summary>
    public static SchnorrKey Create()
    {
        Span<byte> secret = stackalloc byte[SecretSize];
        try
        {
            while (true)
            {
                RandomNumberGenerator.Fill(secret);
                if (TryFrom(secret) is { } key)
                    return key;
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <summary>Takes a copy of 32 secret bytes; the caller zeroes its own.</summary>
    /// <exception cref="ArgumentException">The bytes are no secret key.</exception>
    public static SchnorrKey From(ReadOnlySpan<byte> secret) =>
        TryFrom(secret) ?? throw new ArgumentException("These bytes are no secret key of secp256k1.", nameof(secret));

    /// <summary>Writes the 32 secret bytes, for the caller to keep where only the owner can read them.</summary>
    public void ExportSecret(Span<byte> destination)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _secret.CopyTo(destination);
    }

    public ValueTask<Signature> SignAsync(Digest message, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Span<byte> auxiliary = stackalloc byte[Schnorr.AuxiliarySize];
        RandomNumberGenerator.Fill(auxiliary);
        Span<byte> bytes = stackalloc byte[Signature.Size];
        var isSigned = Schnorr.TrySign(_secret, message, auxiliary, bytes);
        Invariant.That(isSigned);
        var isRead = Signature.TryRead(bytes, out var signature);
        Invariant.That(isRead);
        return new(signature);
    }

    public void Dispose()
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(_secret);
    }

    private static SchnorrKey? TryFrom(ReadOnlySpan<byte> secret)
    {
        Span<byte> publicKey = stackalloc byte[Schnorr.PublicKeySize];
        return Schnorr.TryGetPublicKey(secret, publicKey) ? new(secret, publicKey) : null;
    }
}
