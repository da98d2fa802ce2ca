using System.IO.Pipelines;
using System.Text;
using Google.Protobuf;
using Ledger.Api.Json;
using Ledger.Contracts.V1;
using Microsoft.AspNetCore.Http;

namespace Ledger.Api.Tests.Json;

public sealed class JsonFormTests
{
    private const int BytesMax = 1024 * 1024;

    // Thousands of connections may each begin a body and never send it.
    [Fact]
    public async Task Read_OfABodyThatIsAnnouncedAndNotSent_TakesNoMemoryForIt()
    {
        var body = new Pipe();
        var request = RequestOf(body.Reader.AsStream(), BytesMax);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var reading = JsonForm.ReadAsync(request, GetAccountRequest.Descriptor, BytesMax);

        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.False(reading.IsCompleted);
        Assert.InRange(taken, 1, BytesMax / 8);
        await body.Writer.CompleteAsync();
        Assert.Equal(new GetAccountRequest(), await reading);
    }

    [Fact]
    public async Task Read_OfABodyInManyPieces_TakesItWhole()
    {
        var body = new Pipe();
        var text = Encoding.UTF8.GetBytes($"{{{new string(' ', 10_000)}\"account\":\"AQID\"}}");
        var reading = JsonForm.ReadAsync(
            RequestOf(body.Reader.AsStream(), text.Length), GetAccountRequest.Descriptor, BytesMax);

        foreach (var piece in text.Chunk(777))
            await body.Writer.WriteAsync(piece);
        await body.Writer.CompleteAsync();

        Assert.Equal(new GetAccountRequest { Account = ByteString.CopyFrom(1, 2, 3) }, await reading);
    }

    private static HttpRequest RequestOf(Stream body, long length)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "application/json";
        http.Request.ContentLength = length;
        http.Request.Body = body;
        return http.Request;
    }
}
