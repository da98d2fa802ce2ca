using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Ledger.Devnet;

/// <summary>Finds ports for a network of nodes that stop and start again, and says which are taken.</summary>
public static class FreePorts
{
    /// <summary>
    /// Below those that the system gives to outgoing connections, so that nothing takes the place of a node that is
    /// down for a while.
    /// </summary>
    private const int OffsetMin = 3_000, OffsetMax = 24_000;

    /// <summary>What to add to the ports of the development network.</summary>
    public static int FindOffset()
    {
        while (true)
        {
            var ports = new NetworkPorts(RandomNumberGenerator.GetInt32(OffsetMin, OffsetMax));
            if (ports.All.All(IsFree))
                return ports.Offset;
        }
    }

    /// <summary>
    /// A port that a node of this network would listen on and somebody else does; null if there is none.
    /// </summary>
    public static int? FindTaken(NetworkFolder network) =>
        network.Ports.All.Cast<int?>().FirstOrDefault(port => !IsFree(port!.Value));

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
