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

/// <summary>
/// All files of a development network in one folder: genesis, an authority for clients that can't pin, and a folder for
/// each company's node. Made once; whatever is there already is used again.
/// </summary>
public sealed class NetworkFolder
{
    private const string NetworkName = "devnet";
    private const int PeerPortFirst = 7100;
    private const int ApiPortFirst = 7200;
    private const ulong IssuerDailyCap = 1_000_000;

    private NetworkFolder(string path, int portOffset) => (Path, PortOffset) = (path, portOffset);

    public string Path { get; }

    public int PortOffset { get; }

    public string GenesisFile => In("genesis.json");

    /// <summary>What clients need to know of the network.</summary>
    public string NetworkFile => In("network.json");

    public string AuthorityCertificate => In("ca.pem");

    /// <summary>Password of every key file of the network: its points are worth nothing.</summary>
    public string PasswordFile => In("password");

    /// <summary>Certificate and key, in PEM, of a client that may read blocks and accounts.</summary>
    public string AuditorCertificate => In("auditor.pem");

    /// <summary>The certificate and key of the company's shop systems, as PEM: issues the company's token.</summary>
    public string IssuerCertificateOf(Company company) => System.IO.Path.Combine(FolderOf(company), "issuer.pem");

    /// <summary>The certificate and key of who runs the company's node, as PEM.</summary>
    public string AdminCertificateOf(Company company) => System.IO.Path.Combine(FolderOf(company), "admin.pem");

    public string FolderOf(Company company) => In(company.Folder);

    public string ConfigurationOf(Company company) => System.IO.Path.Combine(FolderOf(company), "appsettings.json");

    public string IssuingKeyOf(Company company) => System.IO.Path.Combine(FolderOf(company), "keys", "issuing.key");

    /// <summary>The key file of a customer.</summary>
    public string WalletOf(string customer) => In(System.IO.Path.Combine("customers", $"{customer.ToLowerInvariant()}.key"));

    public int PeerPortOf(Company company) => PeerPortFirst + PortOffset + company.Index;

    public int ApiPortOf(Company company) => ApiPortFirst + PortOffset + company.Index;

    public Uri ApiOf(Company company) => new($"https://127.0.0.1:{ApiPortOf(company)}");

    /// <summary>Opens the network in this folder, or makes it.</summary>
    /// <param name="portOffset">Added to every port of a new network, so that several fit on one machine.</param>
    public static NetworkFolder OpenOrCreate(string path, int portOffset, DateTimeOffset now)
    {
        var network = new NetworkFolder(System.IO.Path.GetFullPath(path), portOffset);
        if (!File.Exists(network.NetworkFile))
            network.Create(now);

        // The ports of a network that exists stand in its files.
        return new(network.Path, network.ReadNetwork().Nodes[0].Port - ApiPortFirst);
    }

    public GenesisDocument ReadGenesis() =>
        GenesisReader.TryRead(File.ReadAllBytes(GenesisFile), out var genesis, out var faults)
            ? genesis
            : throw new InvalidDataException(string.Join(Environment.NewLine, faults));

    public LedgerNetwork ReadNetwork() => LedgerNetwork.Load(NetworkFile);

    public Password OpenPassword() => Password.FromFile(PasswordFile);

    private void Create(DateTimeOffset now)
    {
        Directory.CreateDirectory(Path);
        var secret = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(32));
        PrivateFile.Create(PasswordFile, secret);
        using var password = new Password(secret) { Iterations = SecretSeal.IterationsMin };
        using var authority = CertificateAuthority.Create(
            In("ca.key"), AuthorityCertificate, password, "LedgerNode development network", now);
        var auditor = CreateClient("auditor", AuditorCertificate, now);
        var members = Company.All.Select(company => CreateCompany(company, password)).ToImmutableArray();
        foreach (var company in Company.All)
        {
            var issuer = CreateClient("issuer", IssuerCertificateOf(company), now);
            var admin = CreateClient("admin", AdminCertificateOf(company), now);
            WriteConfiguration(company, auditor, issuer, admin);
        }

        var genesis = GenesisOf(members, new((ulong)now.ToUnixTimeMilliseconds()));
        File.WriteAllBytes(GenesisFile, GenesisWriter.Write(genesis));

        // Last: a folder that has a network file is complete.
        LedgerNetwork.Save(
            NetworkFile + ".new", NetworkName, ReadGenesis().Id, Company.All.Select(ApiOf), System.IO.Path.GetFileName(AuthorityCertificate));
        File.Move(NetworkFile + ".new", NetworkFile);
    }

    /// <summary>The pin of a new client key, whose certificate and key are written as PEM for ready-made clients.</summary>
    private static PublicKeyPin CreateClient(string name, string path, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(10));
        var pem = $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n";
        PrivateFile.Create(path, Encoding.ASCII.GetBytes(pem));
        return PublicKeyPin.Of(certificate);
    }

    private (Member Member, GenesisAccount Account) CreateCompany(Company company, Password password)
    {
        var keys = System.IO.Path.Combine(FolderOf(company), "keys");
        Directory.CreateDirectory(keys);
        var consensusPath = System.IO.Path.Combine(keys, "consensus.key");
        using var consensus = ConsensusKey.Create(consensusPath, password);
        SignerStateFile.Create(SignerStateFile.PathBeside(consensusPath));
        using var tls = TlsKey.Create(System.IO.Path.Combine(keys, "tls.key"), password);
        using var issuing = IssuingKey.Create(IssuingKeyOf(company), password);
        var policy = Policy.OfOne(new(SignatureScheme.Schnorr, 0, new(issuing.PublicKey.Span)));
        var account = new GenesisAccount(PolicyCodec.AccountOf(policy), policy);
        var endpoint = $"127.0.0.1:{PeerPortOf(company)}";
        var validatorKey = new Digest(consensus.PublicKey.Span);
        return (new(company.Index, company.Name, account.Id, validatorKey, tls.Pin.Value, endpoint), account);
    }

    private void WriteConfiguration(
        Company company, PublicKeyPin auditor, PublicKeyPin issuer, PublicKeyPin admin)
    {
        var configuration = new
        {
            Node = new
            {
                Genesis = "../genesis.json",
                Data = "data",
                Keys = "keys",
                PasswordFile = "../password",
                PeerListen = new IPEndPoint(IPAddress.Loopback, PeerPortOf(company)).ToString(),
                ApiListen = new IPEndPoint(IPAddress.Loopback, ApiPortOf(company)).ToString(),
                AdminSocket = "admin.sock",
                AuthorityKey = "../ca.key",
                AuthorityCertificate = "../ca.pem",
            },
            Api = new
            {
                Reflection = true,
                Clients = new object[]
                {
                    new { Name = "auditor", Pin = $"{auditor}", Roles = new[] { "auditor" } },
                    new { Name = "admin", Pin = $"{admin}", Roles = new[] { "admin" } },
                    new
                    {
                        Name = "issuer",
                        Pin = $"{issuer}",
                        Roles = new[] { "issuer" },
                        DailyCaps = new Dictionary<string, ulong>(StringComparer.Ordinal) { [$"{company.Token}"] = IssuerDailyCap },
                    },
                },
            },
        };
        File.WriteAllBytes(
            ConfigurationOf(company), JsonSerializer.SerializeToUtf8Bytes(configuration, JsonSerializerOptions.Web));
    }

    private static GenesisDocument GenesisOf(
        ImmutableArray<(Member Member, GenesisAccount Account)> companies, Timestamp time) => new(
            default,
            NetworkName,
            time,
            new Parameters(),
            [.. companies.Select(company => company.Member)],
            [.. companies.Select(company => company.Account).OrderBy(account => account.Id)],
            [.. Company.All.Select(company => TokenOf(company, companies[company.Index].Account.Id))]);

    private static TokenDefinition TokenOf(Company company, AccountId treasury) => new(
        company.Token,
        company.Index,
        company.TokenName,
        Scale: 0,
        treasury,
        Amount.SupplyMax,
        new(Granularity.Month, company.LifetimeMonths),
        new(
            new(Transferability.Free, Mutability.Locked),
            new(0, Mutability.Locked),
            new(false, Mutability.Locked),
            new(false, Mutability.Locked)),
        Minter: treasury,
        MintPerDayMax: Amount.SupplyMax,
        RedeemNeedsIssuer: false,
        Terms: null,
        Logo: null);

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
