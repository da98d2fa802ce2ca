// Serves Echo over mutual TLS 1.3 on a free loopback port, for tests that need a second process. Standard input gives
// two lines, the server's PKCS #12 in base64 and the SHA-256 of the one admitted client key in hexadecimal; standard
// output gives the port. The process ends when its standard input does, so that it cannot outlive the test that started
// it.

using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Grpc.TestServer;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

var certificate = X509CertificateLoader.LoadPkcs12(Convert.FromBase64String(Console.ReadLine()!), password: null);
var clientPin = Convert.FromHexString(Console.ReadLine()!);

var builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.Services.AddGrpc(options =>
{
    options.MaxReceiveMessageSize = 1 << 20;
    options.ResponseCompressionAlgorithm = "gzip";
    options.Interceptors.Add<MethodNameInterceptor>();
});
builder.WebHost.UseKestrelHttpsConfiguration();
builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
{
    listener.Protocols = HttpProtocols.Http2;
    listener.UseHttps(new HttpsConnectionAdapterOptions
    {
        ServerCertificate = certificate,
        SslProtocols = SslProtocols.Tls13,
        ClientCertificateMode = ClientCertificateMode.RequireCertificate,
        ClientCertificateValidation = (client, _, _) =>
            SHA256.HashData(client.PublicKey.ExportSubjectPublicKeyInfo()).SequenceEqual(clientPin),
    });
}));

await using var application = builder.Build();
application.MapGrpcService<EchoService>();
await application.StartAsync();

var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
Console.WriteLine(new Uri(addresses.Addresses.Single()).Port);

await Console.In.ReadToEndAsync();
await application.StopAsync();
