using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using RichStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace Ledger.Grpc.TestServer;

/// <summary>Answers in ways that a test can check, one call for each thing that the transport must carry.</summary>
internal sealed class EchoService : Echo.EchoBase
{
    private static int _abandoned;

    public override Task<Message> Say(Message request, ServerCallContext context)
    {
        foreach (var entry in context.RequestHeaders.Where(entry => entry.Key is "echo" or "echo-bin"))
            context.ResponseTrailers.Add(entry);
        request.Encoding = context.GetHttpContext().Request.Headers.GrpcEncoding.ToString();
        return Task.FromResult(request);
    }

    public override async Task<Message> Join(IAsyncStreamReader<Message> requestStream, ServerCallContext context)
    {
        var joined = new Message();
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
            joined.Text += message.Text;
        return joined;
    }

    public override async Task Spell(
        Message request,
        IServerStreamWriter<Message> responseStream,
        ServerCallContext context)
    {
        foreach (var letter in request.Text)
            await responseStream.WriteAsync(new() { Text = letter.ToString() }, context.CancellationToken);
    }

    public override async Task Converse(
        IAsyncStreamReader<Message> requestStream,
        IServerStreamWriter<Message> responseStream,
        ServerCallContext context)
    {
        await foreach (var message in requestStream.ReadAllAsync(context.CancellationToken))
            await responseStream.WriteAsync(message, context.CancellationToken);
    }

    public override Task<Message> Fail(Message request, ServerCallContext context)
    {
        var reason = new ErrorInfo { Reason = "TEST_FAILED", Domain = "ledger.test", Metadata = { ["height"] = "7" } };
        var rich = new RichStatus
        {
            Code = (int)StatusCode.FailedPrecondition,
            Message = request.Text,
            Details =
            {
                Any.Pack(reason),
                Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(TimeSpan.FromSeconds(2)) }),
            },
        };
        var trailers = new Metadata { { "grpc-status-details-bin", rich.ToByteArray() } };
        throw new RpcException(new Status(StatusCode.FailedPrecondition, request.Text), trailers);
    }

    public override async Task<Message> Wait(Message request, ServerCallContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _abandoned);
        }

        return request;
    }

    public override Task<Count> CountAbandoned(Message request, ServerCallContext context) =>
        Task.FromResult(new Count { Value = Volatile.Read(ref _abandoned) });
}
