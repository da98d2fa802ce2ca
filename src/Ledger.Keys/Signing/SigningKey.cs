using System.Security.Cryptography;
using Ledger.Cryptography;
using Ledger.Cryptography.Secp256k1;
using Ledger.Keys.Files;
using Ledger.Model;
using Ledger.Model.Values;

namespace Ledger.Keys.Signing;

/// <summary>
/// A secp256k1 key that signs digests under scheme 1. Holds the secret in pinned memory and zeroes it when disposed.
/// Any thread may sign.
/// </summary>
public abstract class SigningKey : IDisposable
{
    private readonly byte[] _secret;

    private readonly byte[] _publicKey = new byte[Schnorr.PublicKeySize];

    private bool _isDisposed;

    /// <summary>Takes a copy; the caller zeroes its own.</summary>
    private protected SigningKey(ReadOnlySpan<byte> secret)
    {
        _secret = GC.AllocateUninitializedArray<byte>(Schnorr.SecretKeySize, pinned: true);
        secret.CopyTo(_secret);
        if (!Schnorr.TryGetPublicKey(_secret, _publicKey))
            throw new ArgumentException("These bytes are no secret key.", nameof(secret));
    }

    /// <summary>32 bytes, x-only.</summary>
    public ReadOnlyMemory<byte> PublicKey => _publicKey;

    public Signature Sign(Digest message)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Span<byte> auxiliary = stackalloc byte[Schnorr.AuxiliarySize];
        RandomNumberGenerator.Fill(auxiliary);
        Span<byte> bytes = stackalloc byte[Schnorr.SignatureSize];
        var isSigned = Schnorr.TrySign(_secret, message, auxiliary, bytes);
        Invariant.That(isSigned);
        return new(new(bytes[..Digest.Size]), new(bytes[Digest.Size..]));
    }

    public void Dispose()
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(_secret);
        GC.SuppressFinalize(this);
    }

    private protected static void CreateFile(string path, KeyPurpose purpose, Password password)
    {
        Span<byte> secret = stackalloc byte[Schnorr.SecretKeySize];
        Span<byte> publicKey = stackalloc byte[Schnorr.PublicKeySize];
        do
            RandomNumberGenerator.Fill(secret);
        while (!Schnorr.TryGetPublicKey(secret, publicKey));
        try
        {
            KeyFile.Create(path, purpose, password, publicKey, secret);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    private protected static TKey Load<TKey>(
        string path, KeyPurpose purpose, Password password, Func<byte[], TKey> create)
        where TKey : SigningKey
    {
        var (publicKey, secret) = KeyFile.Open(path, purpose, password);
        try
        {
            if (!Schnorr.IsSecretKey(secret))
                throw KeyFile.Damaged(path);
            var key = create(secret);
            if (key.PublicKey.Span.SequenceEqual(publicKey))
                return key;
            key.Dispose();
            throw KeyFile.Damaged(path);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }
    }
}
