using Ledger.Api.Ports;
using Ledger.Cryptography;
using Ledger.Cryptography.Signatures;
using Ledger.Keys.Signing;
using Ledger.Model.Policies;
using Ledger.Model.Values;

namespace Ledger.Node.Issuing;

/// <summary>The member's issuing key, from its file.</summary>
internal sealed class IssuingSigner(IssuingKey key) : IIssuingSigner
{
    public PublicKey Key { get; } = new(SignatureScheme.Schnorr, 0, new(key.PublicKey.Span));

    public Signature Sign(Digest message) => key.Sign(message);
}
