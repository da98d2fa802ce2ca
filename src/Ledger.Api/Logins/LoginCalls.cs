using System.Collections.Immutable;
using Google.Protobuf;
using Ledger.Api.Errors;
using Ledger.Api.Reading;
using Ledger.Contracts.V1;
using Ledger.Execution.Reading;
using Ledger.Model.Logins;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Api.Logins;

/// <summary>The two halves of a login (PROTOCOL 11.1).</summary>
internal sealed class LoginCalls(LoginDesk desk, ChainReader chain)
{
    public GetLoginChallengeResponse Challenge(GetLoginChallengeRequest request)
    {
        var challenge = desk.Challenge(Fields.Account(request.Account, "account"));
        var nonce = new byte[Nonce.Size];
        challenge.Nonce.CopyTo(nonce);
        return new()
        {
            Nonce = ByteString.CopyFrom(nonce),
            ExpiresAtMs = challenge.ExpiresAt.Milliseconds,
            Node = Fields.Bytes(challenge.Node),
            Seal = ByteString.CopyFrom(desk.SealOf(challenge)),
        };
    }

    public LoginResponse Login(LoginRequest request)
    {
        var account = Fields.Account(request.Account, "account");
        if (!Nonce.TryRead(request.Nonce.Span, out var nonce))
            throw RpcErrors.OfField("nonce", "The nonce of a challenge has 16 bytes.");
        var challenge = desk.Recognize(account, nonce, new(request.ExpiresAtMs), request.Seal.Span)
            ?? throw RpcErrors.Of(Reason.LoginInvalid);
        var reason = LoginProof.Read(challenge, desk.Network, BytesOf(request), out var proof);
        if (reason == Reason.None)
            reason = Judge(proof);
        if (reason != Reason.None)
            throw RpcErrors.Of(reason);
        var (pass, expiresAt) = desk.Admit(account);
        return new() { Pass = pass, ExpiresAtMs = expiresAt.Milliseconds };
    }

    private Reason Judge(ImmutableArray<Model.Transactions.AccountSignature> proof)
    {
        using var state = chain.Open(null);
        return AccountAuthority.Judge(state.View.Entries, proof);
    }

    private static byte[][] BytesOf(LoginRequest request) =>
        [.. request.Signatures.Select(signature => signature.ToByteArray())];
}
