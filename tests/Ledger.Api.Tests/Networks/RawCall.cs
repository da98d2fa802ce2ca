using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Ledger.Api.Tests.Networks;

/// <summary>Makes any call with any bytes, as a stranger would who has no generated code.</summary>
internal static class RawCall
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(
        (byte[] bytes, SerializationContext context) => context.Complete(bytes),
        context => context.PayloadAsNewBuffer());

    /// <summary>Null if the call ends well, or is still going on after its first answer; its error otherwise.</summary>
    public static async Task<RpcException?> TryAsync(
        CallInvoker invoker, MethodDescriptor descriptor, byte[] request, Metadata? headers = null, TimeSpan? patience = null)
    {
        var options = new CallOptions(headers, DateTime.UtcNow + (patience ?? Patience));
        try
        {
            await MakeAsync(invoker, MethodOf(descriptor), options, request);
            return null;
        }
        catch (RpcException error)
        {
            return error;
        }
    }

    private static async Task MakeAsync(
        CallInvoker invoker, Method<byte[], byte[]> method, CallOptions options, byte[] request)
    {
        switch (method.Type)
        {
            case MethodType.Unary:
                await invoker.AsyncUnaryCall(method, null, options, request);
                break;
            case MethodType.ServerStreaming:
                using (var call = invoker.AsyncServerStreamingCall(method, null, options, request))
                    await call.ResponseStream.MoveNext(CancellationToken.None);
                break;
            default:
                using (var call = invoker.AsyncDuplexStreamingCall(method, null, options))
                {
                    await call.RequestStream.WriteAsync(request);
                    await call.RequestStream.CompleteAsync();
                    await call.ResponseStream.MoveNext(CancellationToken.None);
                }

                break;
        }
    }

    private static Method<byte[], byte[]> MethodOf(MethodDescriptor descriptor)
    {
        var type = descriptor switch
        {
            { IsClientStreaming: true } => MethodType.DuplexStreaming,
            { IsServerStreaming: true } => MethodType.ServerStreaming,
            _ => MethodType.Unary,
        };
        return new(type, descriptor.Service.FullName, descriptor.Name, Bytes, Bytes);
    }
}
