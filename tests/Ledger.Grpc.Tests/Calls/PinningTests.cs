using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;

namespace Ledger.Grpc.Tests.Calls;

[Collection(EchoServerGroup.Name)]
public sealed class PinningTests(EchoServer server)
{
    [Fact]
    public async Task Say_WrongServerKey_FailsAtTheClient()
    {
        using var impostor = new Identity();
        using var connection = new EchoConnection(server.Port, server.ClientIdentity, impostor.Pin);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await connection.Client.SayAsync(new()));

        Assert.Equal(StatusCode.Internal, failure.StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Say_NotTheAdmittedClientKey_FailsAtTheServer(bool hasCertificate)
    {
        using var stranger = new Identity();
        using var connection = new EchoConnection(
            server.Port, hasCertificate ? stranger : null, server.ServerIdentity.Pin);

        var failure = await Assert.ThrowsAsync<RpcException>(async () => await connection.Client.SayAsync(new()));

        // TLS 1.3 lets the client believe itself connected before the server has judged it, so either may come first.
        Assert.Contains(failure.StatusCode, new[] { StatusCode.Unavailable, StatusCode.Internal });
    }

    [Fact]
    public async Task Handshake_OlderThanTls13_IsRefused()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", server.Port);
        await using var stream = new SslStream(socket.GetStream());
#pragma warning disable CA5398 // The point is to offer the older version only.
        var old = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = SslProtocols.Tls12,
            ClientCertificates = [server.ClientIdentity.Certificate],
            RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                certificate is X509Certificate2 shown && Identity.PinOf(shown).SequenceEqual(server.ServerIdentity.Pin),
        };
#pragma warning restore CA5398

        await Assert.ThrowsAnyAsync<Exception>(() => stream.AuthenticateAsClientAsync(old));
    }
}
