namespace Grpc.Core;

/// <summary>Only a name in a signature: the other end's key is judged by the channel's HTTP handler.</summary>
public delegate bool VerifyPeerCallback(object context);
