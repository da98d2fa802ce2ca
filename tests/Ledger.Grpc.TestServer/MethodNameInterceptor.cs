using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Ledger.Grpc.TestServer;

/// <summary>
/// Adds the trailer <c>intercepted</c> to every call, so that a test sees which handlers were wrapped.
/// </summary>
internal sealed class MethodNameInterceptor : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation) => continuation(request, Mark(context));

    public override Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation) => continuation(requestStream, Mark(context));

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(request, responseStream, Mark(context));

    public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation) =>
        continuation(requestStream, responseStream, Mark(context));

    private static ServerCallContext Mark(ServerCallContext context)
    {
        context.ResponseTrailers.Add("intercepted", context.Method);
        return context;
    }
}
