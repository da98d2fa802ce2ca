using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Ledger.Api.Json;

/// <summary>A call that came as JSON over HTTP, as handlers see calls.</summary>
internal sealed class JsonCallContext : ServerCallContext
{
    /// <summary>Where the server package looks for the request of a context that is not its own.</summary>
    private const string HttpContextKey = "__HttpContext";

    private readonly HttpContext _http;
    private readonly Metadata _headers = [];

    public JsonCallContext(HttpContext http, string method)
    {
        (_http, MethodCore) = (http, method);
        UserStateCore = new Dictionary<object, object> { [HttpContextKey] = http };
        if (http.Request.Headers.Authorization is [{ } authorization, ..])
            _headers.Add("authorization", authorization);
    }

    protected override string MethodCore { get; }

    protected override string HostCore => _http.Request.Host.ToString();

    protected override string PeerCore => $"{_http.Connection.RemoteIpAddress}";

    protected override DateTime DeadlineCore => DateTime.MaxValue;

    protected override Metadata RequestHeadersCore => _headers;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override CancellationToken CancellationTokenCore => _http.RequestAborted;

    protected override Status StatusCore { get; set; }

    protected override WriteOptions? WriteOptionsCore { get; set; }

    protected override AuthContext AuthContextCore { get; } = new(null, []);

    protected override IDictionary<object, object> UserStateCore { get; }

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => Task.CompletedTask;

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) =>
        throw new NotSupportedException();
}
