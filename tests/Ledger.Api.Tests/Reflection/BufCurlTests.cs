using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Ledger.Api.Tests.Networks;
using Ledger.Keys.Certificates;

namespace Ledger.Api.Tests.Reflection;

/// <summary>The calls as a tool sees them that nobody here wrote and that has no proto file.</summary>
[Collection(NetworkGroup.Name)]
public sealed class BufCurlTests(TestNetwork network)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Reflection");

    [NpmFact]
    public async Task BufCurl_ThroughReflection_ListsTheCallsAndMakesOne()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules")))
            await RunAsync("npm", "ci", "--no-audit", "--no-fund", "--silent");
        var trusted = Path.Combine(network.Airline.Folder, "server.pem");
        await File.WriteAllTextAsync(trusted, await ReadCertificateAsync());

        var methods = await CurlAsync(trusted, "--list-methods", network.AirlineNode.Address.ToString());
        var status = await CurlAsync(trusted, new Uri(network.AirlineNode.Address, "ledger.v1.Chain/GetStatus").ToString());

        Assert.Contains("ledger.v1.Wallet/Simulate", methods, StringComparison.Ordinal);
        using var document = JsonDocument.Parse(status);
        Assert.Equal(TestNetwork.NetworkName, document.RootElement.GetProperty("network").GetString());
    }

    private static Task<string> CurlAsync(string trusted, params string[] arguments) => RunAsync(
        Path.Combine("node_modules", ".bin", "buf"), ["curl", "--protocol", "grpc", "--cacert", trusted, .. arguments]);

    private async Task<string> ReadCertificateAsync()
    {
        using var client = new TcpClient("127.0.0.1", network.AirlineNode.Port);
        await using var tls = new SslStream(client.GetStream(), false, IsOurs);
        await tls.AuthenticateAsClientAsync("localhost");
        using var certificate = new X509Certificate2(tls.RemoteCertificate!);
        return certificate.ExportCertificatePem();
    }

    private bool IsOurs(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is X509Certificate2 presented && PublicKeyPin.Of(presented) == network.Airline.TlsPin;

    /// <summary>What the program wrote to standard output; what it wrote to standard error is the failure.</summary>
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var timeout = new CancellationTokenSource(Patience);
        var path = program.Contains(Path.DirectorySeparatorChar) ? Path.Combine(Folder, program) : program;
        using var process = Process.Start(new ProcessStartInfo(path, arguments)
        {
            WorkingDirectory = Folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync(timeout.Token);
        var output = await process.StandardOutput.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
