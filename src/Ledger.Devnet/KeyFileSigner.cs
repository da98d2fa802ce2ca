using Ledger.Client.Signing;
using Ledger.Cryptography;
using Ledger.Cryptography.Signatures;
using Ledger.Keys.Signing;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Devnet;

/// <summary>Signs transactions with the key of a key file. Owns the key.</summary>
public sealed class KeyFileSigner(SigningKey key) : ISigner, IDisposable
{
    public PublicKey Key { get; } = new(SignatureScheme.Schnorr, 0, new(key.PublicKey.Span));

    public ValueTask<Signature> SignAsync(Digest message, CancellationToken cancellationToken = default) =>
        new(key.Sign(message));

    public void Dispose() => key.Dispose();
}
