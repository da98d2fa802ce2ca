using Google.Protobuf;
using Ledger.Model.Certificates;
using Ledger.Model.Encoding;
using Ledger.Model.Validators;
using Ledger.Model.Values;

namespace Ledger.Replication.Wire;

/// <summary>Certificates as optional bytes. Their length depends on the validator set of their height.</summary>
/// <param name="validatorsOf">Who decides a height; null if that is not known here. Called from any thread.</param>
internal sealed class CertificateWire(Func<Height, ValidatorSet?> validatorsOf)
{
    public static ByteString Encode(Certificate? certificate) =>
        certificate is null ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(certificate.ToBytes());

    /// <summary>
    /// Empty bytes decode to null. What can't be read is unusable, not malformed: this node may believe in another set
    /// than the peer, as long as it is behind.
    /// </summary>
    public DecodeStatus Decode<T>(ByteString bytes, out T? certificate)
        where T : Certificate
    {
        certificate = null;
        if (bytes.IsEmpty)
            return DecodeStatus.Decoded;
        var reader = new FixedReader(bytes.Span);
        reader.Byte(); // The kind.
        var height = new Height(reader.UInt64());
        if (!reader.IsSound || validatorsOf(height) is not { } validators)
            return DecodeStatus.Unusable;
        certificate = Certificate.TryRead(bytes.Span, validators.Count, out var read) ? read as T : null;
        return certificate is null ? DecodeStatus.Unusable : DecodeStatus.Decoded;
    }
}
