using System.Collections.Concurrent;
using Grpc.Core;
using Ledger.Client.Answers;
using Ledger.Client.Connections;
using Ledger.Client.Signing;
using Ledger.Contracts.V1;
using Ledger.Model.Logins;
using Ledger.Model.Values;

namespace Ledger.Client.Wallets;

/// <summary>
/// The passes with which one account reads its own affairs, one for each node: drawn when first needed, again when they
/// run out or the node forgot them.
/// </summary>
internal sealed class LoginSessions(LedgerNetwork network, SigningAccount account, TimeProvider clock)
{
    /// <summary>A pass that ends so soon is not used any more.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<NodeConnection, Pass> _passes = new();

    /// <summary>What to send along with a call to this node.</summary>
    /// <exception cref="RpcException">The node does not let this account in, or does not answer.</exception>
    public async Task<Metadata> IdentifyAsync(NodeConnection connection, CancellationToken cancellationToken)
    {
        if (!_passes.TryGetValue(connection, out var pass) || pass.ExpiresAt < clock.GetUtcNow() + Margin)
            _passes[connection] = pass = await LoginAsync(connection, cancellationToken);
        return new() { { "authorization", $"Bearer {pass.Text}" } };
    }

    /// <summary>Calls as this account; once more with a new pass if the node does not know the old one.</summary>
    public async Task<TResponse> CallAsync<TResponse>(
        NodeConnection connection, CallOptions options, Func<CallOptions, AsyncUnaryCall<TResponse>> call)
    {
        try
        {
            return await call(options.WithHeaders(await IdentifyAsync(connection, options.CancellationToken)));
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unauthenticated)
        {
            Forget(connection);
            return await call(options.WithHeaders(await IdentifyAsync(connection, options.CancellationToken)));
        }
    }

    /// <summary>For a node that was started again.</summary>
    public void Forget(NodeConnection connection) => _passes.TryRemove(connection, out _);

    private async Task<Pass> LoginAsync(NodeConnection connection, CancellationToken cancellationToken)
    {
        var challenge = await connection.Wallet.GetLoginChallengeAsync(
            new GetLoginChallengeRequest { Account = Wire.Write(account.Id.Value) },
            cancellationToken: cancellationToken);
        if (!Nonce.TryRead(challenge.Nonce.Span, out var nonce))
            throw new InvalidDataException("The node's challenge has a nonce that is none.");
        var digest = new LoginChallenge(
            Wire.Digest(challenge.Node), account.Id, Wire.Timestamp(challenge.ExpiresAtMs), nonce)
            .DigestFor(network.Id);
        var request = new LoginRequest
        {
            Account = Wire.Write(account.Id.Value),
            Nonce = challenge.Nonce,
            ExpiresAtMs = challenge.ExpiresAtMs,
            Seal = challenge.Seal,
            Signatures = { (await account.SignAsync(digest, cancellationToken)).Select(Wire.Write) },
        };
        var login = await connection.Wallet.LoginAsync(request, cancellationToken: cancellationToken);
        return new(login.Pass, Wire.Time(login.ExpiresAtMs));
    }

    private readonly record struct Pass(string Text, DateTimeOffset ExpiresAt);
}
