using System.Threading.RateLimiting;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Ledger.Api.Errors;
using Ledger.Model.Reasons;

namespace Ledger.Api.Callers;

/// <summary>
/// Stands before every call: who asks, may they, do they ask too often. Also turns a deadline that ran out into its
/// reason, so that no call ends without one.
/// </summary>
public sealed class CallGate(CallerRegistry callers, PartitionedRateLimiter<Caller> limiter) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) =>
        PassAsync(context, () => continuation(request, context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        PassAsync(context, async () =>
        {
            await continuation(request, responseStream, context);
            return true;
        });

    /// <summary>How many requests each identity may make: a bucket that holds the requests of one second.</summary>
    public static PartitionedRateLimiter<Caller> Limiter(int requestsPerSecondMax) =>
        PartitionedRateLimiter.Create<Caller, string>(caller => RateLimitPartition.GetTokenBucketLimiter(
            caller.Name,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = requestsPerSecondMax,
                TokensPerPeriod = Math.Max(1, requestsPerSecondMax / 10),
                ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
            }));

    private async Task<TResponse> PassAsync<TResponse>(ServerCallContext context, Func<Task<TResponse>> call)
    {
        Admit(context);
        try
        {
            return await call();
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw RpcErrors.Of(Reason.NodeDeadline);
        }
    }

    private void Admit(ServerCallContext context)
    {
        var http = context.GetHttpContext();
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "local";
        var caller = callers.Identify(http.Connection.ClientCertificate, address);
        using var lease = limiter.AttemptAcquire(caller);
        if (!lease.IsAcquired)
            throw RpcErrors.Of(Reason.RequestRateLimit);
        if (!AccessTable.TryFind(context.Method, out var needed))
            throw RpcErrors.Of(Reason.IdentityDenied);
        if (!caller.May(needed))
            throw RpcErrors.Of(caller.Access == Access.Anyone ? Reason.IdentityMissing : Reason.IdentityDenied);
    }
}
