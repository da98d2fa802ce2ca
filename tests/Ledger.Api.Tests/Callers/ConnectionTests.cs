using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Ledger.Api.Tests.Networks;
using Ledger.Keys.Certificates;

namespace Ledger.Api.Tests.Callers;

[Collection(NetworkGroup.Name)]
public sealed class ConnectionTests(TestNetwork network) : IDisposable
{
    // Every address in 127/8 is this machine's.
    private static readonly IPAddress Greedy = IPAddress.Parse("127.0.0.2"), Other = IPAddress.Parse("127.0.0.3");

    private readonly List<IDisposable> _open = [];

    [Fact]
    public async Task Connections_OfOneAddressBeyondItsShare_AreClosedAndOthersAreServed()
    {
        for (var count = 0; count < TestNetwork.CafeConnectionsPerAddress; count++)
            await ConnectAsync(Greedy);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => ConnectAsync(Greedy));
        Assert.True(refusal is IOException or SocketException, $"{refusal}");
        await ConnectAsync(Other);
    }

    public void Dispose() => _open.ForEach(connection => connection.Dispose());

    /// <summary>Returns once the node has spoken on a new connection.</summary>
    private async Task ConnectAsync(IPAddress from)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _open.Add(socket);
        socket.Bind(new IPEndPoint(from, 0));
        await socket.ConnectAsync(IPAddress.Loopback, network.CafeNode.Port);
        var stream = new SslStream(new NetworkStream(socket), false, (_, certificate, _, _) =>
            certificate is X509Certificate2 presented && PublicKeyPin.Of(presented) == network.Cafe.TlsPin);
        _open.Add(stream);
        await stream.AuthenticateAsClientAsync("localhost");
    }
}
