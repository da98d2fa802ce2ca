using System.Text;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Grpc.Core;
using Ledger.Api.Errors;
using Ledger.Model.Reasons;
using Microsoft.AspNetCore.Http;

namespace Ledger.Api.Json;

/// <summary>
/// Messages as JSON, in the mapping that every protobuf library has: 64-bit integers, and so all amounts, are strings,
/// bytes are base64, errors are <c>google.rpc.Status</c>.
/// </summary>
internal static class JsonForm
{
    private const int NestingMax = 16;

    private const int FaultLengthMax = 200;

    private const int PieceBytes = 4 * 1024;

    private static readonly TypeRegistry Details =
        TypeRegistry.FromMessages(ErrorInfo.Descriptor, BadRequest.Descriptor, RetryInfo.Descriptor);

    private static readonly JsonFormatter Formatter =
        new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true).WithTypeRegistry(Details));

    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithRecursionLimit(NestingMax));

    public static string Write(IMessage message) => Formatter.Format(message);

    /// <summary>Throws the call's error if the body is too long, or no JSON of this message.</summary>
    public static async Task<IMessage> ReadAsync(HttpRequest request, MessageDescriptor descriptor, int bytesMax)
    {
        // A page of another site can't send this type without asking first, so nobody's browser is made to call.
        if (request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) != true)
            throw RpcErrors.OfField("Content-Type", "Send application/json.");
        var text = await ReadTextAsync(request, bytesMax);
        try
        {
            return Parser.Parse(text.Length == 0 ? "{}" : text, descriptor);
        }
        catch (Exception fault) when (fault is IOException or FormatException or OverflowException or ArgumentException)
        {
            throw RpcErrors.OfField("body", $"The body is no JSON of {descriptor.FullName}: {Shorten(fault.Message)}");
        }
    }

    /// <summary>The parser names the field, and what it read there: words of whoever asked.</summary>
    private static string Shorten(string text) => text.Length <= FaultLengthMax ? text : text[..FaultLengthMax];

    /// <summary>The HTTP status that stands for a gRPC one.</summary>
    public static int StatusOf(StatusCode code) => code switch
    {
        StatusCode.OK => StatusCodes.Status200OK,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange =>
            StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.AlreadyExists or StatusCode.Aborted => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status429TooManyRequests,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };

    // Memory grows with what has arrived, not with what a caller says or may send.
    private static async Task<string> ReadTextAsync(HttpRequest request, int bytesMax)
    {
        using var body = new MemoryStream();
        var piece = new byte[PieceBytes];
        int read;
        while ((read = await request.Body.ReadAsync(piece, request.HttpContext.RequestAborted)) > 0)
        {
            body.Write(piece, 0, read);
            if (body.Length > bytesMax)
                throw RpcErrors.Of(Reason.RequestTooLarge);
        }

        return Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length);
    }
}
