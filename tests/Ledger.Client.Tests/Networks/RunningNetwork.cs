using Ledger.Devnet;

namespace Ledger.Client.Tests.Networks;

/// <summary>Four real nodes for all tests of the group: mutual TLS on loopback, RocksDB, fsync.</summary>
public sealed class RunningNetwork : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(2);

    private readonly LocalNetwork _nodes;

    public RunningNetwork()
    {
        var path = Directory.CreateTempSubdirectory("ledger-client-").FullName;
        Folder = NetworkFolder.OpenOrCreate(path, FreePorts.FindOffset(), DateTimeOffset.UtcNow);
        _nodes = new(Folder, Path.Combine(AppContext.BaseDirectory, "ledger-node.dll"));
    }

    public NetworkFolder Folder { get; }

    public LedgerNetwork Network => Folder.ReadNetwork();

    public async Task InitializeAsync()
    {
        foreach (var company in Company.All)
            _nodes.Start(company);
        using var patience = new CancellationTokenSource(StartTimeout);
        await _nodes.WaitForAgreementAsync(Company.All, 0, patience.Token);
    }

    /// <summary>Only this company's node, for a client that should meet no other.</summary>
    public LedgerNetwork NodeOf(Company company) => Network with { Nodes = [Network.Nodes[company.Index]] };

    /// <summary>
    /// As after a power cut: the node forgets all that is not on its disk. The others go on meanwhile.
    /// </summary>
    public async Task CrashAsync(Company company)
    {
        await _nodes.KillAsync(company);
        _nodes.Start(company);
    }

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _nodes.DisposeAsync();
        Directory.Delete(Folder.Path, recursive: true);
    }
}

[CollectionDefinition(Name)]
public sealed class NetworkGroup : ICollectionFixture<RunningNetwork>
{
    public const string Name = "A running network";
}
