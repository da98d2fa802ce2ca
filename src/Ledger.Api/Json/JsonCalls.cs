using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Ledger.Api.Callers;
using Ledger.Api.Errors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Ledger.Api.Json;

/// <summary>
/// Offers the calls of a bound service as <c>POST /v1/Service/Method</c>: the same handlers behind the same gate. A
/// stream comes as one JSON object a line.
/// </summary>
internal sealed class JsonCalls(IEndpointRouteBuilder endpoints, CallGate gate, int bytesMax) : ServiceBinderBase
{
    public static string PathOf(string service, string method) =>
        $"/v1/{service[(service.LastIndexOf('.') + 1)..]}/{method}";

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var descriptor = DescriptorOf<TRequest>();
        Map(method, async http =>
        {
            var request = (TRequest)await JsonForm.ReadAsync(http.Request, descriptor, bytesMax);
            var context = new JsonCallContext(http, method.FullName);
            var response = await gate.UnaryServerHandler(request, context, handler!);
            await WriteAsync(http, StatusCode.OK, (IMessage)response);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var descriptor = DescriptorOf<TRequest>();
        Map(method, async http =>
        {
            var request = (TRequest)await JsonForm.ReadAsync(http.Request, descriptor, bytesMax);
            var context = new JsonCallContext(http, method.FullName);
            await gate.ServerStreamingServerHandler(request, new JsonLines<TResponse>(http.Response), context, handler!);
        });
    }

    /// <summary>Whoever mistypes a path, or only looks, is told where the calls are.</summary>
    public static Task AnswerUnknownAsync(HttpContext http)
    {
        const string Advice = "There is no such call. Each is a POST of JSON to /v1/Service/Method; GET /openapi.json describes them.";
        return WriteAsync(http, StatusCodes.Status404NotFound, new Google.Rpc.Status
        {
            Code = (int)StatusCode.Unimplemented, Message = Advice,
        });
    }

    private void Map(IMethod method, RequestDelegate call) =>
        endpoints.MapPost(PathOf(method.ServiceName, method.Name), http => RunAsync(http, call));

    private static async Task RunAsync(HttpContext http, RequestDelegate call)
    {
        try
        {
            await call(http);
        }
        catch (RpcException error) when (http.Response.HasStarted)
        {
            await JsonLines.WriteAsync(http.Response, "error", RpcErrors.StatusOf(error), CancellationToken.None);
        }
        catch (RpcException error)
        {
            await WriteAsync(http, error.StatusCode, RpcErrors.StatusOf(error));
        }
        catch (IOException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Whoever asked has gone; there is nobody to answer.
        }
    }

    private static Task WriteAsync(HttpContext http, StatusCode status, IMessage message) =>
        WriteAsync(http, JsonForm.StatusOf(status), message);

    private static Task WriteAsync(HttpContext http, int status, IMessage message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(JsonForm.Write(message), http.RequestAborted);
    }

    private static MessageDescriptor DescriptorOf<TRequest>() =>
        ((IMessage)Activator.CreateInstance<TRequest>()!).Descriptor;
}
