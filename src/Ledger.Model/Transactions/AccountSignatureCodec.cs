using Ledger.Cryptography.Signatures;
using Ledger.Model.Encoding;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Model.Transactions;

/// <summary>Reads and writes one signature of a transaction (PROTOCOL 3.2).</summary>
internal static class AccountSignatureCodec
{
    private const uint AccountField = 1;
    private const uint PublicKeyField = 2;
    private const uint SchemeField = 3;
    private const uint SignatureField = 4;
    private const uint PolicyField = 5;

    /// <param name="previous">The one before it in the transaction, or none: order and repetition depend on it.</param>
    public static Reason Decode(ReadOnlySpan<byte> bytes, AccountSignature? previous, out AccountSignature? signature)
    {
        signature = null;
        var reader = new WireReader(bytes, Reason.SignatureMalformed);
        var account = reader.Account(AccountField);
        var keyBytes = reader.Bytes(PublicKeyField);
        if (!SignatureSchemes.TryRead(reader.UInt32(SchemeField), out var scheme))
            reader.Fail(Reason.SignatureSchemeUnknown);
        if (!PublicKey.TryRead(scheme, keyBytes, out var key)
            || !Signature.TryRead(reader.Bytes(SignatureField), out var value))
        {
            reader.FailMalformed();
            return reader.Reason;
        }

        if (previous is not null && previous.CompareTo(account, key) >= 0)
            reader.Fail(Reason.SignatureOrder);
        var policyBytes = reader.Bytes(PolicyField);
        if (reader.End(PolicyField) != Reason.None)
            return reader.Reason;
        var isFirst = previous is null || previous.Account != account;
        var reason = DecodePolicy(policyBytes, account, isFirst, out var policy);
        if (reason == Reason.None)
            signature = new(account, key, value, policy);
        return reason;
    }

    public static void Write(WireWriter writer, uint field, AccountSignature signature)
    {
        Span<byte> key = stackalloc byte[SignatureSchemes.PublicKeySizeMax];
        Span<byte> value = stackalloc byte[Signature.Size];
        signature.Key.CopyTo(key);
        signature.Signature.CopyTo(value);
        var start = writer.Open(field);
        writer.Account(AccountField, signature.Account);
        writer.Bytes(PublicKeyField, key[..signature.Key.Size]);
        writer.UInt64(SchemeField, (ulong)signature.Key.Scheme);
        writer.Bytes(SignatureField, value);
        if (signature.Policy is { } policy)
            writer.Bytes(PolicyField, PolicyCodec.Encode(policy));
        writer.Close(start);
    }

    /// <summary>A policy goes with the first signature of the account that is named after it.</summary>
    private static Reason DecodePolicy(
        ReadOnlySpan<byte> bytes, AccountId account, bool isFirst, out Policy? policy)
    {
        policy = null;
        if (bytes.IsEmpty)
            return Reason.None;
        if (!isFirst)
            return Reason.PolicyRepeated;
        if (!PolicyCodec.TryDecode(bytes, out policy))
            return Reason.PolicyMalformed;
        return PolicyCodec.AccountOf(bytes) == account ? Reason.None : Reason.PolicyMismatch;
    }
}
