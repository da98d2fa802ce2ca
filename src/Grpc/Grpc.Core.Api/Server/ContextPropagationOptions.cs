namespace Grpc.Core;

/// <summary>Only a name in a signature: the server package does not support propagation.</summary>
public sealed class ContextPropagationOptions;
