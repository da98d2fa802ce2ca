using System.Net;
using System.Security.Authentication;
using Ledger.Api;
using Ledger.Api.Callers;
using Ledger.Node.Starting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ledger.Node.Listening;

/// <summary>Listens for wallets, shops and auditors: TLS 1.3, a client certificate if the caller has one.</summary>
internal sealed class ApiListener : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ApiListener(WebApplication application) => _application = application;

    public int Port => new Uri(_application.Services.GetRequiredService<IServer>()
        .Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public static async Task<ApiListener> StartAsync(
        ListenerParts parts,
        IPEndPoint listen,
        NodeCertificates certificates,
        ILoggerFactory loggers,
        CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddSingleton(loggers);
        parts.AddTo(builder.Services, Roles.None, servesIssuers: true);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        var shares = new ConnectionShares(parts.Options.ConnectionsPerAddressMax, parts.Options.ConnectionsMax);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(listen, listener =>
            {
                listener.Protocols = HttpProtocols.Http1AndHttp2;
                listener.Use(shares.Guard);
                listener.UseHttps(TlsOf(certificates));
            });
        });
        var application = builder.Build();
        application.MapLedgerApi();
        application.MapJsonCalls();
        await application.StartAsync(cancellationToken);
        return new(application);
    }

    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    // Who a client is follows from its key (CallerRegistry); a certificate nobody knows makes it a stranger like any
    // other.
    private static HttpsConnectionAdapterOptions TlsOf(NodeCertificates certificates) => new()
    {
        SslProtocols = SslProtocols.Tls13,
        ServerCertificateSelector = (_, _) => certificates.ForClients(),
        ClientCertificateMode = ClientCertificateMode.AllowCertificate,
        ClientCertificateValidation = (_, _, _) => true,
    };
}
