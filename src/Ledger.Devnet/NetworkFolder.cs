using Ledger.Client;
using Ledger.Keys.Files;
using Ledger.Model.Genesis;

namespace Ledger.Devnet;

/// <summary>
/// All files of a development network in one folder: genesis, an authority for clients that can't pin, and a folder for
/// each company's node. Made once; whatever is there already is used again.
/// </summary>
public sealed class NetworkFolder
{
    private NetworkFolder(string path, NetworkPorts ports) => (Path, Ports) = (path, ports);

    public string Path { get; }

    public NetworkPorts Ports { get; }

    public string GenesisFile => In("genesis.json");

    /// <summary>What clients need to know of the network.</summary>
    public string NetworkFile => In("network.json");

    public string AuthorityKey => In("ca.key");

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

    /// <summary>The folder of the node's key files.</summary>
    public string KeysOf(Company company) => System.IO.Path.Combine(FolderOf(company), "keys");

    public string IssuingKeyOf(Company company) => System.IO.Path.Combine(KeysOf(company), "issuing.key");

    /// <summary>The key file of a customer.</summary>
    public string WalletOf(string customer) =>
        In(System.IO.Path.Combine("customers", $"{customer.ToLowerInvariant()}.key"));

    public Uri ApiOf(Company company) => new($"https://127.0.0.1:{Ports.OfCalls(company)}");

    /// <summary>Opens the network in this folder, or makes it.</summary>
    /// <param name="portOffset">Added to every port of a new network, so that several fit on one machine.</param>
    public static NetworkFolder OpenOrCreate(string path, int portOffset, DateTimeOffset now)
    {
        var network = new NetworkFolder(System.IO.Path.GetFullPath(path), new(portOffset));
        if (!File.Exists(network.NetworkFile))
            new NetworkFounding(network, now).Write();

        // The ports of a network that exists stand in its files.
        return new(network.Path, NetworkPorts.WithFirstCalls(network.ReadNetwork().Nodes[0].Port));
    }

    public GenesisDocument ReadGenesis() =>
        GenesisReader.TryRead(File.ReadAllBytes(GenesisFile), out var genesis, out var faults)
            ? genesis
            : throw new InvalidDataException(string.Join(Environment.NewLine, faults));

    public LedgerNetwork ReadNetwork() => LedgerNetwork.Load(NetworkFile);

    public Password OpenPassword() => Password.FromFile(PasswordFile);

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
