using System.Net;
using Ledger.Api.Callers;
using Microsoft.AspNetCore.Connections;

namespace Ledger.Node.Listening;

/// <summary>
/// Lets nobody take all connections of a listener: one address (<see cref="CallerAddress"/>) has so many at most, those
/// whose handshake hangs included. What comes beyond is closed. Thread-safe.
/// </summary>
internal sealed class ConnectionShares(int connectionsMax)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);

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
            if (open == connectionsMax)
                return false;
            _open[address] = open + 1;
            return true;
        }
    }

    private void Release(string address)
    {
        lock (_gate)
        {
            if (--_open[address] == 0)
                _open.Remove(address);
        }
    }
}
