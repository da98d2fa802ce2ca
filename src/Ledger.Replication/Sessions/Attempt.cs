using System.Net.Sockets;
using Grpc.Core;

namespace Ledger.Replication.Sessions;

/// <summary>The one place that names what the network may throw. A bug is not caught.</summary>
internal static class Attempt
{
    /// <summary>Returns what the attempt failed with, or null.</summary>
    public static async Task<Exception?> CatchAsync(Func<Task> attempt)
    {
        try
        {
            await attempt();
            return null;
        }
        catch (Exception exception) when (IsTroubleOutside(exception))
        {
            return exception;
        }
    }

    private static bool IsTroubleOutside(Exception exception) =>
        exception is RpcException or PeerFaultException or OperationCanceledException or TimeoutException
            or IOException or SocketException or HttpRequestException;
}
