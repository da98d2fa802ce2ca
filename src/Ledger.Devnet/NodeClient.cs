using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Ledger.Contracts.V1;

namespace Ledger.Devnet;

/// <summary>Calls to one node of the development network, as its auditor.</summary>
public sealed class NodeClient : IDisposable
{
    private static readonly TimeSpan ReconnectDelayMin = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ReconnectDelayMax = TimeSpan.FromMilliseconds(500);

    /// <summary>A block of 8 MiB with the outcomes of 20,000 transactions stays below it.</summary>
    private const int AnswerBytesMax = 32 << 20;

    private readonly GrpcChannel _channel;
    private readonly X509Certificate2 _auditor;

    public NodeClient(NetworkFolder network, Company company)
    {
        _auditor = X509Certificate2.CreateFromPemFile(network.AuditorCertificate);
        var authority = X509CertificateLoader.LoadCertificateFromFile(network.AuthorityCertificate);
        _channel = GrpcChannel.ForAddress(network.ApiOf(company), new()
        {
            HttpHandler = new SocketsHttpHandler
            {
                EnableMultipleHttp2Connections = true,
                SslOptions = new()
                {
                    EnabledSslProtocols = SslProtocols.Tls13,
                    ClientCertificates = [_auditor],
                    CertificateChainPolicy = new()
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { authority },
                        RevocationMode = X509RevocationMode.NoCheck,
                    },
                },
            },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = AnswerBytesMax,

            // Nodes compress nothing.
            CompressionProviders = [],

            // A node that was down is found again at once, not after minutes.
            InitialReconnectBackoff = ReconnectDelayMin,
            MaxReconnectBackoff = ReconnectDelayMax,
        });
        Wallet = new(_channel);
        Chain = new(_channel);
    }

    public Wallet.WalletClient Wallet { get; }

    public Chain.ChainClient Chain { get; }

    public void Dispose()
    {
        _channel.Dispose();
        _auditor.Dispose();
    }
}
