namespace Grpc.Core;

/// <summary>What a channel's connection is doing. The numbers are compiled into the client package.</summary>
public enum ConnectivityState
{
    Idle = 0,
    Connecting = 1,
    Ready = 2,
    TransientFailure = 3,
    Shutdown = 4,
}
