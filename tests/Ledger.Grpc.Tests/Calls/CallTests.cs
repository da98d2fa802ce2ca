using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Ledger.Grpc.TestServer;
using RichStatus = Google.Rpc.Status;

namespace Ledger.Grpc.Tests.Calls;

/// <summary>What the transport must carry between two processes, one test for each thing.</summary>
[Collection(EchoServerGroup.Name)]
public sealed class CallTests(EchoServer server) : IDisposable
{
    private readonly EchoConnection _connection = server.Connect();

    private Echo.EchoClient Client => _connection.Client;

    [Fact]
    public async Task Say_Message_ComesBack()
    {
        var reply = await Client.SayAsync(new() { Text = "hello", Payload = ByteString.CopyFrom(0, 255) });

        Assert.Equal(new Message { Text = "hello", Payload = ByteString.CopyFrom(0, 255) }, reply);
    }

    [Fact]
    public async Task Join_ManyRequests_GiveOneResponse()
    {
        using var call = Client.Join();

        foreach (var text in new[] { "a", "b", "c" })
            await call.RequestStream.WriteAsync(new() { Text = text });
        await call.RequestStream.CompleteAsync();

        Assert.Equal("abc", (await call).Text);
    }

    [Fact]
    public async Task Spell_OneRequest_GivesManyResponsesInOrder()
    {
        using var call = Client.Spell(new() { Text = "abc" });

        var letters = await call.ResponseStream.ReadAllAsync().Select(message => message.Text).ToListAsync();

        Assert.Equal(["a", "b", "c"], letters);
    }

    [Fact]
    public async Task Converse_EachRequest_IsAnsweredBeforeTheNext()
    {
        using var call = Client.Converse();

        foreach (var text in new[] { "first", "second" })
        {
            await call.RequestStream.WriteAsync(new() { Text = text });
            Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
            Assert.Equal(text, call.ResponseStream.Current.Text);
        }

        await call.RequestStream.CompleteAsync();
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    [Fact]
    public async Task Call_OfEachKind_PassesTheServersInterceptor()
    {
        using var say = Client.SayAsync(new());
        await say;
        using var join = Client.Join();
        await join.RequestStream.CompleteAsync();
        await join;
        using var spell = Client.Spell(new());
        await spell.ResponseStream.MoveNext(CancellationToken.None);
        using var converse = Client.Converse();
        await converse.RequestStream.CompleteAsync();
        await converse.ResponseStream.MoveNext(CancellationToken.None);

        Metadata[] trailers = [say.GetTrailers(), join.GetTrailers(), spell.GetTrailers(), converse.GetTrailers()];
        string?[] marks = [.. trailers.Select(trailer => trailer.GetValue("intercepted")?.Split('/')[^1])];

        Assert.Equal<string?[]>(["Say", "Join", "Spell", "Converse"], marks);
    }

    [Fact]
    public async Task Say_HeadersOfTextAndBytes_ComeBackAsTrailers()
    {
        var headers = new Metadata { { "echo", "text" }, { "echo-bin", [0, 1, 255] } };

        using var call = Client.SayAsync(new(), headers);
        await call;

        Assert.Equal("text", call.GetTrailers().GetValue("echo"));
        Assert.Equal([0, 1, 255], call.GetTrailers().GetValueBytes("echo-bin")!);
    }

    [Fact]
    public async Task Fail_RichDetails_ArriveWithTheStatus()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.FailAsync(new() { Text = "no funds" }));

        Assert.Equal(StatusCode.FailedPrecondition, failure.StatusCode);
        Assert.Equal("no funds", failure.Status.Detail);
        var rich = RichStatus.Parser.ParseFrom(failure.Trailers.GetValueBytes("grpc-status-details-bin"));
        Assert.Equal("TEST_FAILED", rich.Details[0].Unpack<ErrorInfo>().Reason);
        Assert.Equal("7", rich.Details[0].Unpack<ErrorInfo>().Metadata["height"]);
        Assert.Equal(2, rich.Details[1].Unpack<RetryInfo>().RetryDelay.Seconds);
    }

    [Fact]
    public async Task Wait_DeadlinePasses_IsDeadlineExceeded()
    {
        var failure = await Assert.ThrowsAsync<RpcException>(
            async () => await Client.WaitAsync(new(), deadline: DateTime.UtcNow.AddMilliseconds(100)));

        Assert.Equal(StatusCode.DeadlineExceeded, failure.StatusCode);
    }

    [Fact]
    public async Task Wait_CallerCancels_ServerLearnsIt()
    {
        var before = (await Client.CountAbandonedAsync(new())).Value;
        using var cancellation = new CancellationTokenSource();
        using var call = Client.WaitAsync(new(), cancellationToken: cancellation.Token);
        await Client.SayAsync(new()); // The same connection is in order, so the server has begun to wait.

        await cancellation.CancelAsync();

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.Equal(StatusCode.Cancelled, failure.StatusCode);
        await Eventually.Holds(async () => (await Client.CountAbandonedAsync(new())).Value > before);
    }

    public void Dispose() => _connection.Dispose();
}
