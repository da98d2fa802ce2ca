using Grpc.Core;
using Grpc.Core.Interceptors;
using Ledger.Api.Errors;
using Ledger.Api.Logins;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Api.Callers;

/// <summary>
/// Stands before every call: who asks, may they, do they ask too often or too much at once. Also turns a deadline that
/// ran out into its reason, so that no call ends without one.
/// </summary>
public sealed class CallGate(CallerRegistry callers, LoginDesk logins, CallLimits limits) : Interceptor
{
    private const string PassPrefix = "Bearer ";

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        Admit(context);
        return PassAsync(context, () => continuation(request, context));
    }

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        StreamAsync(context, () => continuation(request, responseStream, context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        StreamAsync(context, () => continuation(requestStream, responseStream, context));

    private async Task StreamAsync(ServerCallContext context, Func<Task> call)
    {
        using var stream = limits.OpenStream(Admit(context))
            ?? throw RpcErrors.Of(Reason.StreamLimit);
        await PassAsync(context, async () =>
        {
            await call();
            return true;
        });
    }

    private static async Task<TResponse> PassAsync<TResponse>(ServerCallContext context, Func<Task<TResponse>> call)
    {
        try
        {
            return await call();
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw RpcErrors.Of(Reason.NodeDeadline);
        }
    }

    private Caller Admit(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "local";
        var caller = callers.Identify(http.Connection.ClientCertificate, address);
        if (!limits.TryCount(caller))
            throw RpcErrors.Of(Reason.RequestRateLimit);
        if (AccountOf(context.RequestHeaders) is { } account)
            caller = caller with { Account = account };
        if (!AccessTable.TryFind(context.Method, out var needed))
            throw RpcErrors.Of(Reason.IdentityDenied);
        if (!caller.May(needed))
            throw RpcErrors.Of(caller is { Roles: Roles.None, Account: null } ? Reason.IdentityMissing : Reason.IdentityDenied);
        caller.EnterInto(context);
        return caller;
    }

    /// <summary>Null without a pass; a pass that is not one, or no longer, is an error that says so.</summary>
    private AccountId? AccountOf(Metadata headers)
    {
        if (headers.GetValue("authorization") is not { } value || !value.StartsWith(PassPrefix, StringComparison.Ordinal))
            return null;
        return logins.FindAccount(value[PassPrefix.Length..]) ?? throw RpcErrors.Of(Reason.LoginInvalid);
    }
}
