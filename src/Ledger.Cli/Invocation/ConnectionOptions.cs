using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ledger.Client;

namespace Ledger.Cli.Invocation;

/// <summary>
/// How a command reaches a network. A command that does has one of these as a field and adds it to itself; without a
/// file the environment variable LEDGER_NETWORK names one.
/// </summary>
internal sealed class ConnectionOptions
{
    private const string Variable = "LEDGER_NETWORK";

    private readonly Option<string?> _network = new("--network")
    {
        Description = $"The network file: which network, its nodes and their authority. Default: ${Variable}.",
        HelpName = "file",
    };

    private readonly Option<string?> _node = new("--node")
    {
        Description = "Ask this node only, of those in the network file: its address, or its number from 0.",
        HelpName = "address",
    };

    private readonly Option<string?> _certificate = new("--certificate")
    {
        Description = "A PEM file with a client certificate and its key, for issuers and auditors.",
        HelpName = "file",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_network);
        command.Options.Add(_node);
        command.Options.Add(_certificate);
    }

    /// <summary>Whether the command line itself asks for nodes, for commands that can do without.</summary>
    public bool IsNamed(CommandRun run) => run.Find(_network) is not null || run.Find(_node) is not null;

    public bool HasCertificate(CommandRun run) => run.Find(_certificate) is not null;

    /// <summary>The network that was named, with only the node that was named.</summary>
    public LedgerNetwork Read(CommandRun run)
    {
        var path = run.Find(_network) ?? Environment.GetEnvironmentVariable(Variable)
            ?? throw new UsageException($"Which network? Give --network FILE, or set {Variable}.");
        var network = LedgerNetwork.Load(path);
        return run.Find(_node) is { } node ? network with { Nodes = [Choose(network, node)] } : network;
    }

    /// <summary>The caller disposes it.</summary>
    public LedgerClient Connect(CommandRun run) => Connect(Read(run), run);

    /// <summary>
    /// To the one node that knows the certificate: any other refuses it, and with a random one the same command would
    /// work now and then. The caller disposes it.
    /// </summary>
    public LedgerClient ConnectToOne(CommandRun run)
    {
        var network = Read(run);
        return network.Nodes.Length == 1
            ? Connect(network, run)
            : throw new UsageException($"Which node? Give --node with its number from 0, or its address: {Listed(network)}");
    }

    /// <summary>To each node on its own, in the order of the network file. The caller disposes them.</summary>
    /// <param name="patience">How long a node that does not answer is asked; null for as long as usual.</param>
    public IReadOnlyList<LedgerClient> ConnectToEach(CommandRun run, TimeSpan? patience = null)
    {
        var network = Read(run);
        return [.. network.Nodes.Select(node => Connect(network with { Nodes = [node] }, run, patience))];
    }

    private LedgerClient Connect(LedgerNetwork network, CommandRun run, TimeSpan? patience = null)
    {
        var certificate = run.Find(_certificate);
        return new(network, new()
        {
            Identity = certificate is null ? null : ReadCertificate(certificate),
            ReadTimeout = patience ?? LedgerClientOptions.Default.ReadTimeout,
        });
    }

    private static X509Certificate2 ReadCertificate(string path)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(path);
        }
        catch (CryptographicException fault)
        {
            throw new UsageException($"{path} holds no certificate together with its unencrypted key, both in PEM: {fault.Message}");
        }
    }

    private static Uri Choose(LedgerNetwork network, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < network.Nodes.Length)
            return network.Nodes[number];
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && network.Nodes.Contains(address)
            ? address
            : throw new UsageException($"{text} is no node of this network: {Listed(network)}");
    }

    private static string Listed(LedgerNetwork network) =>
        string.Join(", ", network.Nodes.Select((node, number) => $"{number} {node.GetLeftPart(UriPartial.Authority)}"));
}
