using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Ledger.Cryptography;
using Ledger.Cryptography.Hashing;
using Ledger.Model.Encoding;
using Ledger.Model.Genesis;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>
/// Makes transactions of one network from their bytes: canonical form and limits (PROTOCOL 3), no signature and no
/// state. What it accepts has one spelling, so equal ids of body and equal leaves mean equal bytes.
/// </summary>
public sealed class TransactionCodec(NetworkId network, string networkName, Parameters limits)
{
    private const uint BodyField = 1;
    private const uint SignaturesField = 2;

    private readonly byte[] _network = network.Value.ToArray();
    private readonly TransactionBodyDecoder _bodies = new(networkName, limits.TransactionOperationsMax);

    /// <param name="bytes">Kept by the transaction: the caller must not change them afterwards.</param>
    /// <param name="reason">The first fault in the order of PROTOCOL 3.6; none on success.</param>
    public bool TryDecode(
        ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out Transaction? transaction, out Reason reason)
    {
        transaction = null;
        if (bytes.Length > limits.TransactionBytesMax)
        {
            reason = Reason.TransactionTooLarge;
            return false;
        }

        var reader = new WireReader(bytes.Span, Reason.TransactionMalformed);
        var bodyBytes = reader.Bytes(BodyField);
        var signatures = DecodeSignatures(ref reader);
        reason = reader.End(SignaturesField);
        if (reason != Reason.None)
            return false;
        reason = _bodies.Decode(bodyBytes, out var body);
        if (body is null)
            return false;
        transaction = new()
        {
            Bytes = bytes,
            Id = new(TaggedHash.Transaction.Hash(_network, bodyBytes)),
            Leaf = LeafOf(bytes.Span),
            Body = body,
            Signatures = signatures,
            WorkUnits = WorkUnits.Of(body, signatures.Length),
        };
        if (transaction.WorkUnits <= limits.TransactionWorkUnitsMax)
            return true;
        transaction = null;
        reason = Reason.TransactionWorkLimit;
        return false;
    }

    /// <summary>A body alone, before anybody has signed it: the part of the same checks that it can be asked.</summary>
    public bool TryDecodeBody(
        ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out TransactionBody? body, out Reason reason)
    {
        body = null;
        reason = bytes.Length > limits.TransactionBytesMax
            ? Reason.TransactionTooLarge
            : _bodies.Decode(bytes, out body);
        return reason == Reason.None && body is not null;
    }

    /// <summary>The canonical bytes of a transaction; its signatures may come in any order.</summary>
    /// <param name="body">The canonical bytes of the body that was signed.</param>
    public static byte[] Encode(ReadOnlySpan<byte> body, IEnumerable<AccountSignature> signatures)
    {
        var writer = new WireWriter();
        writer.Bytes(BodyField, body);
        foreach (var signature in signatures.Order(AccountSignature.CanonicalOrder))
            AccountSignatureCodec.Write(writer, SignaturesField, signature);
        return writer.ToArray();
    }

    /// <summary>What is signed, and how the transaction is called from then on.</summary>
    /// <param name="body">The canonical bytes of a body.</param>
    public static TransactionId IdOf(NetworkId network, ReadOnlySpan<byte> body)
    {
        Span<byte> prefix = stackalloc byte[Digest.Size];
        network.Value.CopyTo(prefix);
        return new(TaggedHash.Transaction.Hash(prefix, body));
    }

    private ImmutableArray<AccountSignature> DecodeSignatures(ref WireReader reader)
    {
        var count = reader.Count(SignaturesField);
        if (reader.IsSound && (count == 0 || count > limits.TransactionSignaturesMax))
            reader.Fail(Reason.TransactionSignatureCount);
        if (!reader.IsSound)
            return [];
        var signatures = new AccountSignature[count];
        for (var i = 0; i < count && reader.TryMessage(SignaturesField, out var message); i++)
        {
            var previous = i > 0 ? signatures[i - 1] : null;
            var reason = AccountSignatureCodec.Decode(message, previous, out var signature);
            if (signature is null)
                reader.Fail(reason);
            else
                signatures[i] = signature;
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(signatures);
    }

    private static Digest LeafOf(ReadOnlySpan<byte> bytes) => Sha256.Hash([0], bytes);
}
