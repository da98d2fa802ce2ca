namespace Grpc.Core;

/// <summary>Adds what proves the caller, such as a token, to the headers of a call.</summary>
public delegate Task AsyncAuthInterceptor(AuthInterceptorContext context, Metadata metadata);
