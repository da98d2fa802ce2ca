namespace Grpc.Core;

/// <summary>A status code with its words. <see cref="DebugException"/> stays local and never travels.</summary>
public readonly struct Status(StatusCode statusCode, string detail, Exception? debugException)
{
    // Fields, not properties: the packages were compiled to load them as fields.
    public static readonly Status DefaultSuccess = new(StatusCode.OK, "");
    public static readonly Status DefaultCancelled = new(StatusCode.Cancelled, "");

    private readonly string? _detail = detail;

    public Status(StatusCode statusCode, string detail)
        : this(statusCode, detail, debugException: null)
    {
    }

    public StatusCode StatusCode { get; } = statusCode;

    /// <summary>Never null, not even in a default status.</summary>
    public string Detail => _detail ?? "";

    public Exception? DebugException { get; } = debugException;

    public override string ToString() => $"{StatusCode}: {Detail}";
}
