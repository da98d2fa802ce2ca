using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Ledger.Api.Errors;
using Ledger.Api.Logins;
using Ledger.Api.Ports;
using Ledger.Model.Reasons;
using Ledger.Model.Values;
using Microsoft.AspNetCore.Http;

namespace Ledger.Api.Callers;

/// <summary>
/// Stands before every call: who asks, may they, do they ask too often or too much at once. Also turns a deadline that
/// ran out into its reason, so that no call ends without one.
/// </summary>
public sealed class CallGate(CallerRegistry callers, LoginDesk logins, CallLimits limits, IStrangerLog strangers)
    : Interceptor
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
        StreamAsync(context, async () =>
        {
            try
            {
                await continuation(requestStream, responseStream, context);
            }
            catch (Exception fault) when (fault is InvalidProtocolBufferException || IsOfTheWire(fault))
            {
                throw RpcErrors.Of(Reason.RequestMalformed);
            }
        });

    /// <summary>Whether a call has passed a gate: what went wrong before is no error of a handler.</summary>
    internal static bool HasAdmitted(HttpContext http) => http.Items.ContainsKey(typeof(CallGate));

    // What the server itself says of a request stream that it can't read.
    private static bool IsOfTheWire(Exception fault) =>
        fault is RpcException { StatusCode: StatusCode.Internal or StatusCode.ResourceExhausted } error
        && error.Trailers.Count == 0;

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
        http.Items[typeof(CallGate)] = this;
        var address = CallerAddress.NameOf(http.Connection.RemoteIpAddress);
        var caller = callers.Identify(http.Connection.ClientCertificate, address);
        if (!limits.TryCount(caller))
            throw RpcErrors.Of(Reason.RequestRateLimit);
        if (AccountOf(context.RequestHeaders) is { } account)
            caller = caller with { Account = account };
        if (!AccessTable.TryFind(context.Method, out var needed))
            throw RpcErrors.Of(Reason.IdentityDenied);
        if (!caller.May(needed))
            throw Refuse(caller, address);
        caller.EnterInto(context);
        return caller;
    }

    private RpcException Refuse(Caller caller, string address)
    {
        if (caller is not { Roles: Roles.None, Account: null })
            return RpcErrors.Of(Reason.IdentityDenied);
        if (caller.UnknownPin is not { } pin)
            return RpcErrors.Of(Reason.IdentityMissing);
        strangers.CallRefused(pin, address);
        return RpcErrors.Of(Reason.CertificateUnknown, ("pin", pin));
    }

    /// <summary>Null without a pass; a pass that is not one, or no longer, is an error that says so.</summary>
    private AccountId? AccountOf(Metadata headers)
    {
        if (headers.GetValue("authorization") is not { } value || !value.StartsWith(PassPrefix, StringComparison.Ordinal))
            return null;
        return logins.FindAccount(value[PassPrefix.Length..]) ?? throw RpcErrors.Of(Reason.LoginInvalid);
    }
}
