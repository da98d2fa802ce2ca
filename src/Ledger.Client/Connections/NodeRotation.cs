using System.Security.Cryptography.X509Certificates;

namespace Ledger.Client.Connections;

/// <summary>
/// The nodes that a client may ask, one of them at a time. Whoever got no answer moves everybody on to the next; so a
/// node that is down is asked once, not by each call. Any thread may use it.
/// </summary>
internal sealed class NodeRotation : IDisposable
{
    private readonly NodeConnection[] _connections;
    private int _current;

    public NodeRotation(LedgerNetwork network, X509Certificate2? identity)
    {
        if (network.Nodes.IsDefaultOrEmpty)
            throw new ArgumentException("The network has no node to ask.", nameof(network));
        _connections = [.. network.Nodes.Select(node => new NodeConnection(node, network.Authorities, identity))];

        // Clients spread themselves over the nodes.
        _current = Random.Shared.Next(_connections.Length);
    }

    public int Count => _connections.Length;

    public NodeConnection Current => _connections[Volatile.Read(ref _current)];

    public void MoveOn(NodeConnection from)
    {
        var index = Array.IndexOf(_connections, from);
        Interlocked.CompareExchange(ref _current, (index + 1) % _connections.Length, index);
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }
}
