using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Ledger.Model.Reasons;

namespace Ledger.Api.Errors;

/// <summary>The one place where reasons become gRPC errors (PROTOCOL 12): status, word, advice, and when to retry.</summary>
public static class RpcErrors
{
    public const string Domain = "ledger.v1";

    internal const string DetailsTrailer = "grpc-status-details-bin";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    public static RpcException Of(Reason reason, params (string Key, string Value)[] metadata) =>
        Of(reason, [], metadata);

    /// <summary>What is spent for today and there again after this time.</summary>
    public static RpcException Of(Reason reason, TimeSpan retryDelay) => Of(reason, [RetryAfter(retryDelay)], []);

    /// <summary>
    /// A field that is missing or out of its range, named as in the proto; in the message too, which is all that many
    /// clients show.
    /// </summary>
    public static RpcException OfField(string field, string description)
    {
        var request = new BadRequest();
        request.FieldViolations.Add(new BadRequest.Types.FieldViolation { Field = field, Description = description });
        var advice = $"{ReasonCatalogue.Get(Reason.RequestMalformed).Advice} {field}: {description}";
        return Of(Reason.RequestMalformed, [request], [("field", field)], advice);
    }

    /// <summary>An error of this class as a message, with all its details.</summary>
    public static Google.Rpc.Status StatusOf(RpcException error) =>
        error.Trailers.GetValueBytes(DetailsTrailer) is { } details
            ? Google.Rpc.Status.Parser.ParseFrom(details)
            : new() { Code = (int)error.StatusCode, Message = error.Status.Detail };

    private static RpcException Of(
        Reason reason,
        IReadOnlyList<IMessage> details,
        IEnumerable<(string Key, string Value)> metadata,
        string? advice = null)
    {
        var entry = ReasonCatalogue.Get(reason);
        var error = new ErrorInfo { Reason = entry.Word, Domain = Domain };
        foreach (var (key, value) in metadata)
            error.Metadata.Add(key, value);
        advice ??= entry.Advice;
        var status = new Google.Rpc.Status { Code = (int)entry.Status, Message = advice };
        status.Details.Add(Any.Pack(error));
        foreach (var detail in details)
            status.Details.Add(Any.Pack(detail));
        if (MayPass(entry.Status) && !details.OfType<RetryInfo>().Any())
            status.Details.Add(Any.Pack(RetryAfter(RetryDelay)));
        return new(
            new((StatusCode)entry.Status, advice),
            new Metadata { { DetailsTrailer, status.ToByteArray() } });
    }

    private static bool MayPass(CanonicalStatus status) =>
        status is CanonicalStatus.ResourceExhausted or CanonicalStatus.Unavailable;

    private static RetryInfo RetryAfter(TimeSpan delay) => new() { RetryDelay = Duration.FromTimeSpan(delay) };
}
