using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Ledger.Api.Json;

/// <summary>A stream of messages, one JSON object a line: <c>{"result": …}</c>, and <c>{"error": …}</c> at a bad end.</summary>
internal static class JsonLines
{
    public const string ContentType = "application/x-ndjson; charset=utf-8";

    public static async Task WriteAsync(
        HttpResponse response, string name, IMessage message, CancellationToken cancellationToken)
    {
        await response.WriteAsync($"{{\"{name}\":{JsonForm.Write(message)}}}\n", cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}

internal sealed class JsonLines<T>(HttpResponse response) : IServerStreamWriter<T>
{
    public WriteOptions? WriteOptions { get; set; }

    public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

    public Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (!response.HasStarted)
            response.ContentType = JsonLines.ContentType;
        return JsonLines.WriteAsync(response, "result", (IMessage)message!, cancellationToken);
    }
}
