namespace Grpc.Core;

/// <summary>The call that credentials are wanted for.</summary>
public sealed class AuthInterceptorContext(
    string serviceUrl,
    string methodName,
    CancellationToken cancellationToken)
{
    public string ServiceUrl { get; } = serviceUrl;

    public string MethodName { get; } = methodName;

    public CancellationToken CancellationToken { get; } = cancellationToken;
}
