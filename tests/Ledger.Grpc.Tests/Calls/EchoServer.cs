using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace Ledger.Grpc.Tests.Calls;

/// <summary>The test server in a process of its own, which admits one client key.</summary>
public sealed class EchoServer : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    private readonly Identity _server = new();
    private readonly Identity _client = new();
    private readonly Process _process = new()
    {
        StartInfo = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ledger.Grpc.TestServer.dll")])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        },
    };

    internal Identity ServerIdentity => _server;

    internal Identity ClientIdentity => _client;

    public int Port { get; private set; }

    public async Task InitializeAsync()
    {
        _process.Start();
        await _process.StandardInput.WriteLineAsync(
            Convert.ToBase64String(_server.Certificate.Export(X509ContentType.Pkcs12)));
        await _process.StandardInput.WriteLineAsync(Convert.ToHexString(_client.Pin));
        await _process.StandardInput.FlushAsync();

        using var timeout = new CancellationTokenSource(StartTimeout);
        var line = await _process.StandardOutput.ReadLineAsync(timeout.Token);
        Port = int.Parse(line!, CultureInfo.InvariantCulture);
    }

    public async Task DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        _process.Dispose();
        _server.Dispose();
        _client.Dispose();
    }

    internal EchoConnection Connect(Action<GrpcChannelOptions>? configure = null) =>
        new(Port, _client, _server.Pin, configure);
}

[CollectionDefinition(Name)]
public sealed class EchoServerGroup : ICollectionFixture<EchoServer>
{
    public const string Name = "echo server";
}
