using System.Security.Cryptography;
using Ledger.Cryptography;
using Ledger.Cryptography.P256;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Client.Signing;

/// <summary>
/// Signs with any P-256 key that the framework can reach through <see cref="ECDsa"/>: in memory, in a hardware module,
/// at a key service. The key stays the caller's, who also disposes it.
/// </summary>
public sealed class P256Key : ISigner
{
    private readonly ECDsa _key;

    /// <exception cref="ArgumentException">The key is on another curve.</exception>
    public P256Key(ECDsa key)
    {
        _key = key;
        Span<byte> publicKey = stackalloc byte[P256Ecdsa.PublicKeySize];
        Key = P256Ecdsa.TryCompress(key.ExportParameters(includePrivateParameters: false).Q, publicKey)
            && P256Ecdsa.IsPublicKey(publicKey)
            && PublicKey.TryRead(SignatureScheme.P256Ecdsa, publicKey, out var read)
            ? read
            : throw new ArgumentException("This is no key on P-256.", nameof(key));
    }

    public PublicKey Key { get; }

    public ValueTask<Signature> SignAsync(Digest message, CancellationToken cancellationToken = default)
    {
        var bytes = _key.SignHash(message.ToArray(), DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return P256Ecdsa.TryLowerS(bytes) && Signature.TryRead(bytes, out var signature)
            ? new(signature)
            : throw new CryptographicException("The key made something that is no signature.");
    }
}
