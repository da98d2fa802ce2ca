using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Ledger.Keys.Certificates;
using Ledger.Node;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ledger.Api.Tests.Networks;

/// <summary>A whole node in this process: real storage, Kestrel and TLS. Stopping it is as graceful as a signal.</summary>
internal sealed class NodeUnderTest(Company company, string genesis, ApiOptions api) : IAsyncDisposable
{
    private readonly List<IDisposable> _channels = [];
    private CancellationTokenSource _stop = new();
    private NodeHost? _host;
    private Task _run = Task.CompletedTask;

    public Company Company => company;

    public int Port { get; private set; }

    public string AdminSocket => Path.Combine(company.Folder, "admin.sock");

    public Uri Address => new($"https://127.0.0.1:{Port}");

    public async Task StartAsync()
    {
        using var password = Company.OpenPassword();
        _stop = new();
        var options = new NodeOptions
        {
            Genesis = genesis,
            Data = Path.Combine(company.Folder, "data"),
            Keys = company.KeyFolder,
            PeerListen = company.PeerEndpoint.ToString(),
            ApiListen = "127.0.0.1:0",
            AdminSocket = AdminSocket,
        };
        _host = new(options, api, password, isRejoining: false, NullLoggerFactory.Instance);
        _run = _host.RunAsync(_stop.Token);
        await Task.WhenAny(_run, _host.ApiPort).Unwrap();
        Port = await _host.ApiPort;
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _run;
        }
        catch (OperationCanceledException)
        {
            // This is how it ends when it is told to.
        }

        if (_host is not null)
            await _host.DisposeAsync();
        _host = null;
        _stop.Dispose();
    }

    /// <summary>A connection that knows the node by its key; closed with the node.</summary>
    public GrpcChannel Connect(ClientIdentity? identity = null) => Keep(GrpcChannel.ForAddress(Address, new()
    {
        HttpHandler = new SocketsHttpHandler { SslOptions = TlsOf(identity) }, DisposeHttpClient = true,
    }));

    /// <summary>As the operator on this machine.</summary>
    public GrpcChannel ConnectToSocket() => Keep(GrpcChannel.ForAddress("http://localhost", new()
    {
        HttpHandler = new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(AdminSocket), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        },
        DisposeHttpClient = true,
    }));

    public HttpClient ConnectHttp(ClientIdentity? identity = null) =>
        Keep(new HttpClient(new SocketsHttpHandler { SslOptions = TlsOf(identity) }) { BaseAddress = Address });

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in _channels)
            channel.Dispose();
        await StopAsync();
    }

    private SslClientAuthenticationOptions TlsOf(ClientIdentity? identity) => new()
    {
        EnabledSslProtocols = SslProtocols.Tls13,
        ClientCertificates = identity is null ? null : [identity.Certificate],
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
            certificate is X509Certificate2 presented && PublicKeyPin.Of(presented) == company.TlsPin,
    };

    private T Keep<T>(T channel)
        where T : IDisposable
    {
        lock (_channels)
            _channels.Add(channel);
        return channel;
    }
}
