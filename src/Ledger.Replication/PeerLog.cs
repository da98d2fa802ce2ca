using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Ledger.Replication;

/// <summary>What happens to connections, in the operator's log. Event ids are stable.</summary>
internal sealed partial class PeerLog(ILogger<PeerLog> logger)
{
    public void Connected(ushort peer) => WriteConnected(peer);

    public void Ended(ushort peer, Exception? fault) => WriteEnded(peer, fault is null ? "stopped" : Describe(fault));

    private static string Describe(Exception fault) =>
        fault is RpcException call ? $"{call.StatusCode}: {call.Status.Detail}" : fault.Message;

    [LoggerMessage(3001, LogLevel.Information, "Peer {Peer} is connected.")]
    private partial void WriteConnected(ushort peer);

    [LoggerMessage(3002, LogLevel.Information, "No session with peer {Peer}: {Reason}")]
    private partial void WriteEnded(ushort peer, string reason);
}
