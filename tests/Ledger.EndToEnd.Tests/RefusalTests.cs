using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Ledger.Contracts.V1;
using Ledger.Devnet;
using Ledger.EndToEnd.Tests.Networks;
using Ledger.Model.Genesis;
using Ledger.Replication.Membership;

namespace Ledger.EndToEnd.Tests;

/// <summary>Who does not belong to the network is refused, and the operators of both sides can read why.</summary>
public sealed class RefusalTests(SharedNetwork shared) : IClassFixture<SharedNetwork>
{
    private static readonly Company Airline = Company.All[0], Cafe = Company.All[1], Market = Company.All[3];

    private TestNetwork Network => shared.Network;

    /// <summary>
    /// The same companies with the same keys run a second network, and one of them mixed up its files.
    /// </summary>
    [Fact]
    public async Task Node_WithAnotherGenesisAndTheSameKeys_IsToldSoAndSaysSo()
    {
        var second = await WriteSecondGenesisAsync();
        var (own, other) = (Network.Genesis.Id, GenesisReader.NetworkOf(await File.ReadAllBytesAsync(second)));
        await Network.StopAsync([Airline]);
        CopyKeys(Network.KeysOf(Airline), Network.KeysOf(Airline) + ".second");
        Network.Configure(Airline, node => (node["genesis"], node["data"], node["keys"]) = (second, "data.second", "keys.second"));
        Network.Start([Airline]);

        await LogAsync(Network.PathOfLog(Airline), $"This node refused it, with the words: You are of another network, {own}; mine is {other}.");
        await AssertSaidOnceAsync(Cafe, $"This node refused it, with the words: You are of another network, {other}; mine is {own}.");

        await Network.StopAsync([Airline]);
        Network.Configure(Airline, node => (node["genesis"], node["data"], node["keys"]) = ("../genesis.json", "data", "keys"));
        Network.Start([Airline]);
        await Network.AgreeAsync(TestNetwork.All, 0);
    }

    [Fact]
    public async Task Node_OfAnotherNetworkAtTheSameAddress_IsNamedByItsKeyOnBothSides()
    {
        var folder = Path.Combine(Network.Folder.Path, "other");
        var other = NetworkFolder.OpenOrCreate(folder, Network.Folder.Ports.Offset, DateTimeOffset.UtcNow);
        var (ownPins, otherPins) = (PinsOf(Network.Genesis), PinsOf(other.ReadGenesis()));
        await Network.StopAsync([Cafe]);
        await using (var stranger = new LocalNetwork(other, TestNetwork.Program))
        {
            stranger.Start(Cafe);

            // The airline dials the café's address, the café's node dials the supermarket's.
            var log = Path.Combine(other.FolderOf(Cafe), "node.log");
            await LogAsync(Network.PathOfLog(Airline), Meeting(otherPins[1], ownPins[1]));
            await LogAsync(log, Refusing(ownPins[0]));
            await LogAsync(log, Meeting(ownPins[3], otherPins[3]));
            await LogAsync(Network.PathOfLog(Market), Refusing(otherPins[1]));
        }

        Network.Start([Cafe]);
        await Network.AgreeAsync(TestNetwork.All, 0);
    }

    [Fact]
    public async Task Connection_OfAForeignKeyToThePortForPeers_IsCutAndSaidOnce()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = SelfSigned(key);
        for (var attempt = 0; attempt < 5; attempt++)
            await KnockAsync(Network.Folder.Ports.OfPeers(Market), certificate);

        await AssertSaidOnceAsync(Market, Refusing($"{KeyPin.Of(certificate)}"));
    }

    [Fact]
    public async Task Call_WithAForeignCertificate_IsRefusedWithItsPinAndSaidOnce()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = SelfSigned(key);
        using var channel = GrpcChannel.ForAddress(Network.Folder.ApiOf(Market), new()
        {
            HttpHandler = new SocketsHttpHandler
            {
                SslOptions = new() { ClientCertificates = [certificate], RemoteCertificateValidationCallback = IsMarket },
            },
            DisposeHttpClient = true,
        });
        var issuer = new Issuer.IssuerClient(channel);
        RpcException refusal = null!;
        for (var attempt = 0; attempt < 5; attempt++)
            refusal = await Assert.ThrowsAsync<RpcException>(async () => await issuer.MintAsync(new()));

        Assert.Equal(StatusCode.Unauthenticated, refusal.StatusCode);
        Assert.Contains("This node knows nobody with the key of this certificate", refusal.Status.Detail, StringComparison.Ordinal);
        await AssertSaidOnceAsync(
            Market,
            $"Refused a call from 127.0.0.1: the pin of its certificate's key, {KeyPin.Of(certificate)}, is no member's and not under Api:Clients.");
    }

    private static string Meeting(string shown, string known) =>
        $"has a TLS key with the pin {shown}, but the genesis file says {known}.";

    private static string Refusing(string pin) =>
        $"Refused a connection from 127.0.0.1 to the port for peers: the pin of its TLS key, {pin}, is no member's.";

    private static string[] PinsOf(GenesisDocument genesis) => [.. genesis.Members.Select(member => $"{member.TlsKeyHash}")];

    private static X509Certificate2 SelfSigned(ECDsa key) => new CertificateRequest("CN=stranger", key, HashAlgorithmName.SHA256)
        .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));

    /// <summary>What is known of starts in the one network says nothing in the other.</summary>
    private static void CopyKeys(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from).Where(file => Path.GetExtension(file) is not ".json"))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }

    /// <summary>As far as TLS goes: with TLS 1.3 the refusal comes after the client's last word.</summary>
    private async Task KnockAsync(int port, X509Certificate2 certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await using var stream = new SslStream(client.GetStream());
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = "node",
                ClientCertificates = [certificate],
                RemoteCertificateValidationCallback = IsMarket,
            });
            Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        }
        catch (Exception cut) when (cut is IOException or AuthenticationException)
        {
            // It may also be told so by an alert.
        }
    }

    private bool IsMarket(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate is X509Certificate2 shown && KeyPin.Of(shown) == Network.Genesis.Members[Market.Index].TlsKeyHash;

    private async Task<string> WriteSecondGenesisAsync()
    {
        var text = await File.ReadAllTextAsync(Network.Folder.GenesisFile);
        var second = Path.Combine(Network.Folder.Path, "second.json");
        await File.WriteAllTextAsync(second, text.Replace("\"devnet\"", "\"second\"", StringComparison.Ordinal));
        return second;
    }

    private static Task LogAsync(string log, string text) => Patience.UntilAsync(
        $"{log} says: {text}", async () => (await File.ReadAllTextAsync(log)).Contains(text, StringComparison.Ordinal));

    private async Task AssertSaidOnceAsync(Company company, string text)
    {
        await LogAsync(Network.PathOfLog(company), text);
        Assert.Equal(2, Network.LogOf(company).Split(text).Length);
    }
}
