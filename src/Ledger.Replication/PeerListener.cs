using System.Net;
using Ledger.Replication.Membership;
using Ledger.Replication.Sessions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ledger.Replication;

/// <summary>
/// Listens for peers, on a port that serves nothing else: no byte is parsed before the connection's key was found in
/// the directory.
/// </summary>
public sealed class PeerListener : IAsyncDisposable
{
    /// <summary>Two streams are used; a reconnect may briefly double them.</summary>
    private const int StreamsPerConnectionMax = 4;

    private readonly WebApplication _application;

    private PeerListener(WebApplication application) => _application = application;

    /// <summary>Where it listens, if the port was left to the system.</summary>
    public int Port => new Uri(_application.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public static async Task<PeerListener> StartAsync(
        PeerNetwork network, IPEndPoint listen, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(network);
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = ReplicationLimits.BulkBytesMax;
            options.MaxSendMessageSize = null;

            // The limit is on what arrives, not on what it unpacks to.
            options.CompressionProviders.Clear();
        });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Configure(kestrel, network, listen));
        var application = builder.Build();
        application.MapGrpcService<PeerService>();
        await application.StartAsync(cancellationToken);
        return new(application);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static void Configure(KestrelServerOptions kestrel, PeerNetwork network, IPEndPoint listen)
    {
        kestrel.Limits.Http2.MaxStreamsPerConnection = StreamsPerConnectionMax;
        kestrel.Limits.Http2.KeepAlivePingDelay = ReplicationLimits.KeepAlive;
        kestrel.Limits.Http2.KeepAlivePingTimeout = ReplicationLimits.KeepAlive;
        kestrel.Listen(listen, listener =>
        {
            listener.Protocols = HttpProtocols.Http2;
            listener.Use(network.Guard);
            listener.UseHttps(PeerTransportSecurity.ToListen(
                network.Identity, () => network.Directory, network.StrangerRefused));
        });
    }
}
