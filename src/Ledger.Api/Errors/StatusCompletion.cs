using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Ledger.Api.Callers;
using Ledger.Model.Reasons;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Ledger.Api.Errors;

/// <summary>
/// Gives a reason to errors that the gRPC server found before any handler saw the call: bytes that are no message, a
/// message that is too large. Without it a stranger's rubbish would end as an error of the server.
/// </summary>
internal static class StatusCompletion
{
    private const string StatusTrailer = "grpc-status", MessageTrailer = "grpc-message";

    public static async Task RunAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (CallGate.HasAdmitted(http) || TrailersOf(http.Response) is not { } trailers)
            return;
        if (!int.TryParse(trailers[StatusTrailer], CultureInfo.InvariantCulture, out var status) || status == (int)StatusCode.OK
            || trailers.ContainsKey(RpcErrors.DetailsTrailer))
        {
            return;
        }

        Reason? reason = (StatusCode)status switch
        {
            StatusCode.ResourceExhausted => Reason.RequestTooLarge,
            StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled => Reason.RequestMalformed,
            _ => null,
        };
        if (reason is { } found)
            Write(RpcErrors.Of(found), trailers);
    }

    /// <summary>Where the server has put the status: among the headers, as long as they were not sent.</summary>
    private static IHeaderDictionary? TrailersOf(HttpResponse response) => response.HasStarted
        ? response.HttpContext.Features.Get<IHttpResponseTrailersFeature>()?.Trailers
        : response.Headers;

    private static void Write(RpcException error, IHeaderDictionary trailers)
    {
        if (trailers.IsReadOnly)
            return;
        var details = RpcErrors.StatusOf(error);
        trailers[StatusTrailer] = details.Code.ToString(CultureInfo.InvariantCulture);
        trailers[MessageTrailer] = Uri.EscapeDataString(details.Message);
        trailers[RpcErrors.DetailsTrailer] = Convert.ToBase64String(details.ToByteArray()).TrimEnd('=');
    }
}
