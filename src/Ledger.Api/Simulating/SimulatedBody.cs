using System.Security.Cryptography;
using Google.Protobuf;
using Ledger.Api.Errors;
using Ledger.Contracts.V1;
using Ledger.Model.Policies;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Policy = Ledger.Model.Policies.Policy;
using TransactionBody = Ledger.Model.Transactions.TransactionBody;

namespace Ledger.Api.Simulating;

/// <summary>A request to simulate, read as strictly as a transaction is.</summary>
internal sealed record SimulatedBody(
    ByteString Bytes, TransactionBody Body, IReadOnlyDictionary<AccountId, Policy> Policies)
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(2);

    /// <summary>Throws the call's error.</summary>
    public static SimulatedBody Read(SimulateRequest request, TransactionCodec codec, string network, DateTimeOffset now)
    {
        var bytes = request.TransactionCase switch
        {
            SimulateRequest.TransactionOneofCase.Body => request.Body,
            SimulateRequest.TransactionOneofCase.Draft => Complete(request.Draft, network, now),
            _ => throw RpcErrors.OfField("transaction", "Give the body's bytes, or a draft."),
        };
        return codec.TryDecodeBody(bytes.Span, out var body, out var reason)
            ? new(bytes, body, PoliciesOf(request))
            : throw RpcErrors.Of(reason);
    }

    private static ByteString Complete(Contracts.V1.TransactionBody draft, string network, DateTimeOffset now)
    {
        var body = draft.Clone();
        if (body.Network.Length == 0)
            body.Network = network;
        if (body.Nonce.IsEmpty)
            body.Nonce = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(Nonce.Size));
        if (body.ValidUntilMs == 0)
            body.ValidUntilMs = (ulong)(now + Validity).ToUnixTimeMilliseconds();
        return body.ToByteString();
    }

    private static Dictionary<AccountId, Policy> PoliciesOf(SimulateRequest request)
    {
        const int PoliciesMax = 32;
        if (request.Policies.Count > PoliciesMax)
            throw RpcErrors.OfField("policies", "At most 32 accounts sign.");
        var policies = new Dictionary<AccountId, Policy>();
        foreach (var bytes in request.Policies)
        {
            if (!PolicyCodec.TryDecode(bytes.Span, out var policy))
                throw RpcErrors.Of(Reason.PolicyMalformed);
            if (!policy.HasPointsOnly())
                throw RpcErrors.Of(Reason.PolicyKeyInvalid);
            policies[PolicyCodec.AccountOf(policy)] = policy;
        }

        return policies;
    }
}
