using System.Collections.Immutable;
using System.Net.Sockets;
using System.Security.Authentication;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Ledger.Model.Reasons;

namespace Ledger.Client.Answers;

/// <summary>
/// The one place where gRPC errors become values. A server may send anything: what can't be read is left out.
/// </summary>
internal static class RpcErrorReader
{
    private const string DetailsTrailer = "grpc-status-details-bin";

    public static LedgerError Read(RpcException exception, Uri node)
    {
        var (info, retry, violation) = ReadDetails(exception.Trailers);
        var word = info?.Reason ?? "";
        var advice = violation is null ? AdviceOf(exception.Status, node) : $"{violation.Field}: {violation.Description}";
        return new(
            KindOf(exception.StatusCode, word),
            ReasonCatalogue.Find(word)?.Reason ?? Reason.None,
            word,
            advice,
            info?.Metadata.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary<string, string>.Empty,
            retry?.RetryDelay?.ToTimeSpan(),
            node)
        {
            IsUnsent = IsUnsent(exception.Status.DebugException),
        };
    }

    private static bool IsUnsent(Exception? trouble) => trouble switch
    {
        // The channel connects before it sends: a socket's own error comes from there and from nowhere else.
        SocketException => true,
        HttpRequestException request => request.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError
            or HttpRequestError.NameResolutionError,
        _ => false,
    };

    /// <summary>What comes from the client's own side has no text, or says less than the exception that it comes from.</summary>
    private static string AdviceOf(Grpc.Core.Status status, Uri node) => CauseOf(status.DebugException) switch
    {
        AuthenticationException cause => $"{node.Authority} does not prove to be a node of this network: {cause.Message}",
        SocketException cause => $"No connection to {node.Authority}: {cause.Message}.",
        _ => AdviceOf(status),
    };

    private static Exception? CauseOf(Exception? trouble)
    {
        while (trouble is not (null or AuthenticationException or SocketException))
            trouble = trouble.InnerException;
        return trouble;
    }

    private static string AdviceOf(Grpc.Core.Status status) => status switch
    {
        { Detail.Length: > 0 } => status.Detail,
        { StatusCode: StatusCode.DeadlineExceeded } => "The node gave no answer in time.",
        _ => $"The node gave no answer but {status.StatusCode}.",
    };

    private static ErrorKind KindOf(StatusCode status, string word) => status switch
    {
        StatusCode.Unauthenticated or StatusCode.PermissionDenied => ErrorKind.Denied,
        StatusCode.ResourceExhausted => ErrorKind.Busy,
        StatusCode.Unavailable when word.Length > 0 => ErrorKind.Busy,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled => ErrorKind.Unreachable,

        // Without a word it was not the node that spoke, but something between it and us.
        _ when word.Length == 0 => ErrorKind.Unreachable,
        _ => ErrorKind.Rejected,
    };

    private static (ErrorInfo? Info, RetryInfo? Retry, BadRequest.Types.FieldViolation? Violation) ReadDetails(
        Metadata trailers)
    {
        ErrorInfo? info = null;
        RetryInfo? retry = null;
        BadRequest.Types.FieldViolation? violation = null;
        try
        {
            var bytes = trailers.GetValueBytes(DetailsTrailer);
            foreach (var detail in bytes is null ? [] : Google.Rpc.Status.Parser.ParseFrom(bytes).Details)
            {
                info = detail.TryUnpack(out ErrorInfo found) ? found : info;
                retry = detail.TryUnpack(out RetryInfo delay) ? delay : retry;
                violation = detail.TryUnpack(out BadRequest request)
                    ? request.FieldViolations.FirstOrDefault()
                    : violation;
            }
        }
        catch (InvalidProtocolBufferException)
        {
            // What was read until here is what there is.
        }

        return (info, retry, violation);
    }
}
