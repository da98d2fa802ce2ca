using Google.Protobuf;
using Grpc.Core;
using Ledger.Grpc.TestServer;

namespace Ledger.Grpc.Tests.Calls;

[Collection(EchoServerGroup.Name)]
public sealed class CompressionTests(EchoServer server) : IDisposable
{
    private const int ServerMessageBytesMax = 1 << 20;

    private static readonly Metadata Gzip = new() { { "grpc-internal-encoding-request", "gzip" } };

    private readonly EchoConnection _connection = server.Connect(
        options => options.MaxReceiveMessageSize = 2 * ServerMessageBytesMax);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public async Task Say_Gzip_ComesBackWhole(int size)
    {
        var payload = ByteString.CopyFrom(new byte[size]);

        var reply = await _connection.Client.SayAsync(new() { Payload = payload }, Gzip);

        Assert.Equal("gzip", reply.Encoding);
        Assert.Equal(payload, reply.Payload);
    }

    [Fact]
    public async Task Join_EmptyMessageInGzip_IsRead()
    {
        using var call = _connection.Client.Join(Gzip);
        await call.RequestStream.WriteAsync(new());
        await call.RequestStream.CompleteAsync();

        Assert.Equal("", (await call).Text);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Say_MoreThanTheServerTakes_IsResourceExhausted(bool compressed)
    {
        var tooLarge = new Message { Payload = ByteString.CopyFrom(new byte[ServerMessageBytesMax]) };

        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await _connection.Client.SayAsync(tooLarge, compressed ? Gzip : null));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    [Fact]
    public async Task Say_MoreThanTheClientTakes_IsResourceExhausted()
    {
        using var narrow = server.Connect(options => options.MaxReceiveMessageSize = 100);
        var message = new Message { Payload = ByteString.CopyFrom(new byte[101]) };

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await narrow.Client.SayAsync(message));

        Assert.Equal(StatusCode.ResourceExhausted, failure.StatusCode);
    }

    public void Dispose() => _connection.Dispose();
}
