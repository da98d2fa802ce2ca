using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Cryptography;
using Ledger.Model.Certificates;
using Ledger.Replication.Rejoining;
using Signature = Ledger.Model.Values.Signature;

namespace Ledger.Replication.Wire;

/// <summary>Requests for signed tips and the answers (PROTOCOL 10.7), to and from the wire.</summary>
internal sealed class StatusWire(CertificateWire certificates)
{
    public static BulkEnvelope Encode(Digest nonce) => new()
    {
        StatusRequest = new() { Nonce = UnsafeByteOperations.UnsafeWrap(nonce.ToArray()) },
    };

    public static BulkEnvelope Encode(SignedTip tip) => new()
    {
        StatusAttestation = new()
        {
            Tip = tip.Statement.Tip.Value,
            TipHash = UnsafeByteOperations.UnsafeWrap(tip.Statement.TipHash.Value.ToArray()),
            Certificate = CertificateWire.Encode(tip.Certificate),
            Signature = UnsafeByteOperations.UnsafeWrap(tip.Signature.ToArray()),
        },
    };

    public static bool TryDecode(StatusRequest request, out Digest nonce) =>
        Digest.TryRead(request.Nonce.Span, out nonce);

    /// <param name="nonce">What was asked: the answer does not repeat it, but its signature covers it.</param>
    public DecodeStatus Decode(PeerStatusAttestation answer, Digest nonce, out SignedTip? tip)
    {
        tip = null;
        if (!Digest.TryRead(answer.TipHash.Span, out var hash)
            || !Signature.TryRead(answer.Signature.Span, out var signature))
        {
            return DecodeStatus.Malformed;
        }

        var status = certificates.Decode(answer.Certificate, out FinalityCertificate? certificate);
        if (status == DecodeStatus.Decoded)
            tip = new(new(nonce, new(answer.Tip), new(hash)), certificate, signature);
        return status;
    }
}
