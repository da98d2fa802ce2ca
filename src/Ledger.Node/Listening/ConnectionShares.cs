using System.Net;
using Ledger.Api.Callers;
using Microsoft.AspNetCore.Connections;

namespace Ledger.Node.Listening;

/// <summary>
/// Bounds the connections of a listener, and lets nobody take them all: one address (<see cref="CallerAddress"/>) has
/// so many at most, those whose handshake hangs included. What comes beyond is closed. Thread-safe.
/// </summary>
internal sealed class ConnectionShares(int perAddressMax, int connectionsMax)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private int _allOpen;

    /// <summary>
    /// For the port of the peers, of whom each has two connections and twice that while it connects anew: room for all
    /// validators there may be, and for fifty behind one address.
    /// </summary>
    public static ConnectionShares OfPeers() => new(perAddressMax: 256, connectionsMax: 4_096);

    /// <summary>Stands before TLS, so that a share is counted before anything is spent on the connection.</summary>
    public ConnectionDelegate Guard(ConnectionDelegate next) => async connection =>
    {
        var address = CallerAddress.NameOf((connection.RemoteEndPoint as IPEndPoint)?.Address);
        if (!TryTake(address))
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            Release(address);
        }
    };

    private bool TryTake(string address)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(address);
            if (open == perAddressMax || _allOpen == connectionsMax)
                return false;
            _open[address] = open + 1;
            _allOpen++;
            return true;
        }
    }

    private void Release(string address)
    {
        lock (_gate)
        {
            _allOpen--;
            if (--_open[address] == 0)
                _open.Remove(address);
        }
    }
}
