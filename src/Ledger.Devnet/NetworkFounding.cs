using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Ledger.Client;
using Ledger.Cryptography;
using Ledger.Cryptography.Sealing;
using Ledger.Cryptography.Signatures;
using Ledger.Keys.Certificates;
using Ledger.Keys.Files;
using Ledger.Keys.SignerState;
using Ledger.Keys.Signing;
using Ledger.Model.Genesis;
using Ledger.Model.Policies;
using Ledger.Model.Tokens;
using Ledger.Model.Values;

namespace Ledger.Devnet;

/// <summary>Makes all files of a development network, once: keys, certificates, genesis and configuration.</summary>
internal sealed class NetworkFounding(NetworkFolder folder, DateTimeOffset now)
{
    private const string NetworkName = "devnet";
    private const ulong IssuerDailyCap = 1_000_000;

    public void Write()
    {
        Directory.CreateDirectory(folder.Path);
        var secret = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(32));
        PrivateFile.Create(folder.PasswordFile, secret);
        using var password = new Password(secret) { Iterations = SecretSeal.IterationsMin };
        using var authority = CertificateAuthority.Create(
            folder.AuthorityKey, folder.AuthorityCertificate, password, "LedgerNode development network", now);
        var auditor = CreateClient("auditor", folder.AuditorCertificate);
        var founders = Company.All.Select(company => CreateKeys(company, password)).ToImmutableArray();
        foreach (var company in Company.All)
            WriteConfiguration(company, auditor);
        var genesis = GenesisOf(founders, now.ToTimestamp());
        File.WriteAllBytes(folder.GenesisFile, GenesisWriter.Write(genesis));
        WriteNetworkFile();
    }

    /// <summary>The keys of a company's node, and what genesis says of them.</summary>
    private (Member Member, GenesisAccount Account) CreateKeys(Company company, Password password)
    {
        var keys = folder.KeysOf(company);
        Directory.CreateDirectory(keys);
        var consensusPath = Path.Combine(keys, "consensus.key");
        using var consensus = ConsensusKey.Create(consensusPath, password);
        SignerStateFile.Create(SignerStateFile.PathBeside(consensusPath));
        using var tls = TlsKey.Create(Path.Combine(keys, "tls.key"), password);
        using var issuing = IssuingKey.Create(folder.IssuingKeyOf(company), password);
        var policy = Policy.OfOne(new(SignatureScheme.Schnorr, 0, new(issuing.PublicKey.Span)));
        var account = new GenesisAccount(PolicyCodec.AccountOf(policy), policy);
        var endpoint = $"127.0.0.1:{folder.Ports.OfPeers(company)}";
        var validatorKey = new Digest(consensus.PublicKey.Span);
        return (new(company.Index, company.Name, account.Id, validatorKey, tls.Pin.Value, endpoint), account);
    }

    /// <summary>
    /// The pin of a new client key, whose certificate and key are written as PEM for ready-made clients.
    /// </summary>
    private PublicKeyPin CreateClient(string name, string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        var pem = $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
        PrivateFile.Create(path, Encoding.ASCII.GetBytes(pem));
        return PublicKeyPin.Of(certificate);
    }

    private void WriteConfiguration(Company company, PublicKeyPin auditor)
    {
        var issuer = CreateClient("issuer", folder.IssuerCertificateOf(company));
        var admin = CreateClient("admin", folder.AdminCertificateOf(company));
        var cap = new Dictionary<string, ulong>(StringComparer.Ordinal) { [$"{company.Token}"] = IssuerDailyCap };
        object[] clients =
        [
            new { Name = "auditor", Pin = $"{auditor}", Roles = new[] { "auditor" } },
            new { Name = "admin", Pin = $"{admin}", Roles = new[] { "admin" } },
            new { Name = "issuer", Pin = $"{issuer}", Roles = new[] { "issuer" }, DailyCaps = cap },
        ];
        var configuration = new { Node = NodeSectionOf(company), Api = new { Reflection = true, Clients = clients } };
        File.WriteAllBytes(
            folder.ConfigurationOf(company),
            JsonSerializer.SerializeToUtf8Bytes(configuration, JsonSerializerOptions.Web));
    }

    private object NodeSectionOf(Company company) => new
    {
        Genesis = "../genesis.json",
        Data = "data",
        Keys = "keys",
        PasswordFile = "../password",
        PeerListen = new IPEndPoint(IPAddress.Loopback, folder.Ports.OfPeers(company)).ToString(),
        ApiListen = new IPEndPoint(IPAddress.Loopback, folder.Ports.OfCalls(company)).ToString(),
        AdminSocket = "admin.sock",
        AuthorityKey = "../ca.key",
        AuthorityCertificate = "../ca.pem",
    };

    /// <summary>Comes last: a folder that has a network file is complete.</summary>
    private void WriteNetworkFile()
    {
        var unfinished = folder.NetworkFile + ".new";
        LedgerNetwork.Save(
            unfinished,
            NetworkName,
            folder.ReadGenesis().Id,
            Company.All.Select(folder.ApiOf),
            Path.GetFileName(folder.AuthorityCertificate));
        File.Move(unfinished, folder.NetworkFile);
    }

    private static GenesisDocument GenesisOf(
        ImmutableArray<(Member Member, GenesisAccount Account)> founders, Timestamp time) => new(
            default,
            NetworkName,
            time,
            new Parameters(),
            [.. founders.Select(founder => founder.Member)],
            [.. founders.Select(founder => founder.Account).OrderBy(account => account.Id)],
            [.. Company.All.Select(company => TokenOf(company, founders[company.Index].Account.Id))]);

    private static TokenDefinition TokenOf(Company company, AccountId treasury) => new(
        company.Token,
        company.Index,
        company.TokenName,
        Scale: 0,
        treasury,
        Amount.SupplyMax,
        new(Granularity.Month, company.LifetimeMonths),
        CapabilityManifest.Fixed(Transferability.Free),
        Minter: treasury,
        MintPerDayMax: Amount.SupplyMax,
        RedeemNeedsIssuer: false,
        Terms: null,
        Logo: null);
}
