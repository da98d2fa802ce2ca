using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Ledger.Cryptography.Hashing;
using Ledger.Cryptography.Signatures;
using Ledger.Model.Encoding;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Model.Policies;

/// <summary>The one spelling of a policy (PROTOCOL 4.2), and the account id that follows from it.</summary>
public static class PolicyCodec
{
    private const uint ThresholdField = 1;
    private const uint KeysField = 2;
    private const uint SchemeField = 1;
    private const uint PublicKeyField = 2;
    private const uint WeightField = 3;

    /// <summary>False for whatever is not canonical or not within the limits of PROTOCOL 4.2.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out Policy? policy)
    {
        policy = null;
        if (bytes.Length > Policy.BytesMax)
            return false;
        var reader = new WireReader(bytes, Reason.PolicyMalformed);
        var threshold = reader.UInt32(ThresholdField);
        var count = reader.Count(KeysField);
        if (count is 0 or > Policy.KeysMax)
            return false;
        var keys = new PolicyKey[count];
        for (var i = 0; i < count; i++)
        {
            _ = reader.TryMessage(KeysField, out var key);
            if (!TryDecodeKey(key, out keys[i]))
                return false;
        }

        var candidate = new Policy(threshold, ImmutableCollectionsMarshal.AsImmutableArray(keys));
        if (reader.End(KeysField) != Reason.None || !candidate.IsSound)
            return false;
        policy = candidate;
        return true;
    }

    public static byte[] Encode(Policy policy)
    {
        var writer = new WireWriter();
        Write(writer, policy);
        return writer.ToArray();
    }

    /// <summary>The id of the account that starts with this policy.</summary>
    public static AccountId AccountOf(Policy policy) => AccountOf(Encode(policy));

    /// <summary>The id of the account that starts with the policy of these canonical bytes.</summary>
    public static AccountId AccountOf(ReadOnlySpan<byte> policyBytes) => new(TaggedHash.Account.Hash(policyBytes));

    internal static void Write(WireWriter writer, Policy policy)
    {
        Span<byte> bytes = stackalloc byte[SignatureSchemes.PublicKeySizeMax];
        writer.UInt64(ThresholdField, policy.Threshold);
        foreach (var (key, weight) in policy.Keys)
        {
            var start = writer.Open(KeysField);
            writer.UInt64(SchemeField, (ulong)key.Scheme);
            key.CopyTo(bytes);
            writer.Bytes(PublicKeyField, bytes[..key.Size]);
            writer.UInt64(WeightField, weight);
            writer.Close(start);
        }
    }

    private static bool TryDecodeKey(ReadOnlySpan<byte> bytes, out PolicyKey key)
    {
        var reader = new WireReader(bytes, Reason.PolicyMalformed);
        _ = SignatureSchemes.TryRead(reader.UInt32(SchemeField), out var scheme);
        var isKey = PublicKey.TryRead(scheme, reader.Bytes(PublicKeyField), out var publicKey);
        key = new(publicKey, reader.UInt16(WeightField));
        return reader.End(WeightField) == Reason.None && isKey;
    }
}
