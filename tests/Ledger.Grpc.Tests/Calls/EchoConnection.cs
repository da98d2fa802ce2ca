using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Ledger.Grpc.TestServer;

namespace Ledger.Grpc.Tests.Calls;

/// <summary>A channel over TLS 1.3 that shows its own certificate and admits one server key.</summary>
internal sealed class EchoConnection : IDisposable
{
    private readonly GrpcChannel _channel;

    public EchoConnection(int port, Identity? own, byte[] serverPin, Action<GrpcChannelOptions>? configure = null)
    {
        var handler = new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls13,
                ClientCertificates = own is null ? [] : [own.Certificate],
                RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                    certificate is X509Certificate2 server && Identity.PinOf(server).SequenceEqual(serverPin),
            },
        };
        var options = new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true };
        configure?.Invoke(options);
        _channel = GrpcChannel.ForAddress($"https://127.0.0.1:{port}", options);
        Client = new(_channel);
    }

    public Echo.EchoClient Client { get; }

    public void Dispose() => _channel.Dispose();
}
