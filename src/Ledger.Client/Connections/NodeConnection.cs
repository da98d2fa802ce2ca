using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Ledger.Contracts.V1;

namespace Ledger.Client.Connections;

/// <summary>The calls of one node, over TLS 1.3 and under the network's own authority only.</summary>
internal sealed class NodeConnection : IDisposable
{
    /// <summary>A node that says nothing for so long is taken for gone; open streams notice it.</summary>
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(10);

    /// <summary>A block of the most bytes that a network may allow, with all its outcomes, is smaller.</summary>
    private const int MessageBytesMax = 64 << 20;

    private static readonly TimeSpan ReconnectDelayMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ReconnectDelayMax = TimeSpan.FromMilliseconds(500);

    private readonly GrpcChannel _channel;

    /// <param name="identity">The client's certificate with its key, or none. Stays the caller's.</param>
    public NodeConnection(Uri address, IEnumerable<X509Certificate2> authorities, X509Certificate2? identity)
    {
        Address = address;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,

            // The authority is the network's own and publishes no list of revocations.
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(authorities.ToArray());
        var handler = new SocketsHttpHandler
        {
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = KeepAliveInterval,
            KeepAlivePingTimeout = KeepAliveInterval,
            ConnectTimeout = KeepAliveInterval,
            SslOptions = { EnabledSslProtocols = SslProtocols.Tls13, CertificateChainPolicy = policy },
        };
        if (identity is not null)
            handler.SslOptions.ClientCertificates = [identity];
        _channel = GrpcChannel.ForAddress(address, new()
        {
            HttpHandler = handler,
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MessageBytesMax,

            // The limit is on what arrives, not on what it unpacks to; nodes compress nothing.
            CompressionProviders = [],

            // A node that was down is found again at once, not after minutes.
            InitialReconnectBackoff = ReconnectDelayMin,
            MaxReconnectBackoff = ReconnectDelayMax,
        });
        Wallet = new(_channel);
        Issuer = new(_channel);
        Chain = new(_channel);
        Events = new(_channel);
        Admin = new(_channel);
    }

    public Uri Address { get; }

    public Wallet.WalletClient Wallet { get; }

    public Issuer.IssuerClient Issuer { get; }

    public Chain.ChainClient Chain { get; }

    public Contracts.V1.Events.EventsClient Events { get; }

    public Admin.AdminClient Admin { get; }

    public void Dispose() => _channel.Dispose();
}
