namespace Grpc.Core;

/// <summary>Only a name in a signature: keys belong to the channel's HTTP handler.</summary>
public sealed class KeyCertificatePair;
