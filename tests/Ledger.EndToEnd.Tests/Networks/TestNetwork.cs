using System.Text.Json.Nodes;
using Google.Protobuf;
using Ledger.Contracts.V1;
using Ledger.Devnet;
using Ledger.Model.Genesis;
using Ledger.Model.Values;
using Header = Ledger.Model.Blocks.Header;

namespace Ledger.EndToEnd.Tests.Networks;

/// <summary>
/// Four real nodes in a folder of their own: mutual TLS on loopback, RocksDB, fsync. Each writes down all messages of
/// agreement. The folder goes with the network.
/// </summary>
internal sealed class TestNetwork : IAsyncDisposable
{
    public static readonly IReadOnlyList<Company> All = Company.All;

    /// <summary>For looking at logs and records of a test that failed.</summary>
    private static readonly bool Keeps = Environment.GetEnvironmentVariable("LEDGER_KEEP_NETWORKS") is "1";

    private readonly bool _keepsFolder;

    private TestNetwork(NetworkFolder folder, bool keepsFolder)
    {
        (Folder, _keepsFolder) = (folder, keepsFolder);
        Nodes = new(folder, Program);
        Genesis = folder.ReadGenesis();
        foreach (var company in All)
            Nodes.ClientOf(company);
    }

    public NetworkFolder Folder { get; }

    public LocalNetwork Nodes { get; }

    public GenesisDocument Genesis { get; }

    /// <summary>The node that was built with these tests.</summary>
    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "ledger-node.dll");

    /// <summary>A new network, not started.</summary>
    public static TestNetwork Create(string? path = null)
    {
        var folder = NetworkFolder.OpenOrCreate(
            path ?? Directory.CreateTempSubdirectory("ledger-e2e-").FullName, FreePorts.FindOffset(), DateTimeOffset.UtcNow);
        var network = new TestNetwork(folder, path is not null || Keeps);
        foreach (var company in All)
            network.Configure(company, node => node["WireRecord"] = "wire");
        return network;
    }

    /// <summary>A new network whose four nodes agree.</summary>
    public static async Task<TestNetwork> StartAsync(string? path = null)
    {
        var network = Create(path);
        network.Start(All);
        await network.AgreeAsync(All, 0);
        return network;
    }

    public string DataOf(Company company) => Path.Combine(Folder.FolderOf(company), "data");

    public string KeysOf(Company company) => Path.Combine(Folder.FolderOf(company), "keys");

    public string RecordsOf(Company company) => Path.Combine(Folder.FolderOf(company), "wire");

    public string PathOfLog(Company company) => Path.Combine(Folder.FolderOf(company), "node.log");

    public string LogOf(Company company) => File.ReadAllText(PathOfLog(company));

    /// <summary>Changes section <c>Node</c> of a node's configuration, for its next start.</summary>
    public void Configure(Company company, Action<JsonNode> change)
    {
        var file = Folder.ConfigurationOf(company);
        var configuration = JsonNode.Parse(File.ReadAllText(file))!;
        change(configuration["node"] ?? configuration["Node"]!);
        File.WriteAllText(file, configuration.ToJsonString());
    }

    public void Start(IEnumerable<Company> companies)
    {
        foreach (var company in companies)
            Nodes.Start(company);
    }

    public Task KillAsync(IEnumerable<Company> companies) => Task.WhenAll(companies.Select(Nodes.KillAsync));

    public Task StopAsync(IEnumerable<Company> companies) =>
        Task.WhenAll(companies.Select(company => Nodes.ProcessOf(company).StopAsync()));

    /// <summary>Waits until these have one head, of this height at least, and returns its height.</summary>
    public async Task<ulong> AgreeAsync(IReadOnlyList<Company> companies, ulong height)
    {
        using var patience = new CancellationTokenSource(Patience.Deadline);
        return await Nodes.WaitForAgreementAsync(companies, height, patience.Token);
    }

    /// <summary>The highest height that one of these says it has; 0 if none answers.</summary>
    public async Task<ulong> HeightAsync(params IEnumerable<Company> companies) =>
        (await StatusesAsync(companies)).Max(status => status?.Height ?? 0);

    public Task<GetStatusResponse?[]> StatusesAsync(IEnumerable<Company> companies) =>
        Task.WhenAll(companies.Select(company => Nodes.FindStatusAsync(company, CancellationToken.None)));

    public Task ReachAsync(ulong height, params IEnumerable<Company> companies) => Patience.UntilAsync(
        $"height {height}", async () => await HeightAsync(companies) >= height);

    /// <summary>What an account can spend, as this node has it at this height or later.</summary>
    public async Task<ulong> SpendableAsync(Company company, AccountId account, Ticker token, ulong height)
    {
        var request = new GetAccountRequest { Account = ByteString.CopyFrom(account.Value.ToArray()), MinHeight = height };
        var response = await Nodes.ClientOf(company).Wallet
            .GetAccountAsync(request, deadline: DateTime.UtcNow + Patience.Deadline);
        var ticker = token.ToString();
        return response.Account.Balances
            .FirstOrDefault(balance => ticker.Equals(balance.Token, StringComparison.Ordinal))?.Spendable ?? 0;
    }

    /// <summary>Who leads the first view of the next height, as these see it.</summary>
    public async Task<Company> LeaderAsync(IReadOnlyList<Company> companies)
    {
        var height = await HeightAsync(companies);
        if (height == 0)
            return All[0];
        var request = new GetHeaderRequest { Height = height, MinHeight = height };
        var response = await Nodes.ClientOf(companies[0]).Chain.GetHeaderAsync(request, deadline: DateTime.UtcNow.AddSeconds(10));
        if (!Header.TryRead(response.Header.Span, out var header) || header is null)
            throw new InvalidDataException($"The header of height {height} can't be read.");
        var isTermOver = header.Streak >= Genesis.Parameters.LeaderTermBlocks;
        return All[(header.Proposer + (isTermOver ? 1 : 0)) % All.Count];
    }

    public async ValueTask DisposeAsync()
    {
        await Nodes.DisposeAsync();
        if (!_keepsFolder)
            Directory.Delete(Folder.Path, recursive: true);
    }
}
