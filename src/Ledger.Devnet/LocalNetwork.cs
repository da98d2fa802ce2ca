using Grpc.Core;
using Ledger.Contracts.V1;

namespace Ledger.Devnet;

/// <summary>The four nodes of a development network, each a process of its own on this machine.</summary>
public sealed class LocalNetwork : IAsyncDisposable
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    private readonly string _program;
    private readonly Dictionary<Company, NodeProcess> _nodes = [];
    private readonly Dictionary<Company, NodeClient> _clients = [];

    /// <param name="program">The node's assembly, <c>ledger-node.dll</c>.</param>
    public LocalNetwork(NetworkFolder folder, string program) => (Folder, _program) = (folder, program);

    public NetworkFolder Folder { get; }

    public NodeClient ClientOf(Company company)
    {
        if (!_clients.TryGetValue(company, out var client))
            _clients[company] = client = new(Folder, company);
        return client;
    }

    public NodeProcess ProcessOf(Company company) => _nodes[company];

    public void Start(Company company, params string[] more) =>
        _nodes[company] = NodeProcess.Start(_program, Folder.ConfigurationOf(company), more);

    public Task KillAsync(Company company) => _nodes[company].KillAsync();

    /// <summary>Where a node stands; null if it does not answer.</summary>
    public async Task<GetStatusResponse?> FindStatusAsync(Company company, CancellationToken cancellationToken)
    {
        try
        {
            var deadline = DateTime.UtcNow.AddSeconds(2);
            return await ClientOf(company).Chain.GetStatusAsync(
                new(), deadline: deadline, cancellationToken: cancellationToken);
        }
        catch (RpcException exception) when (exception.StatusCode != StatusCode.PermissionDenied)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    /// <summary>Returns once all nodes have the same head, of this height at least.</summary>
    /// <exception cref="NodeEndedException">One of the nodes ended.</exception>
    public async Task<ulong> WaitForAgreementAsync(
        IReadOnlyList<Company> companies, ulong height, CancellationToken cancellationToken)
    {
        while (true)
        {
            var statuses = await Task.WhenAll(companies.Select(company => FindStatusAsync(company, cancellationToken)));
            var agree = statuses.All(status => status is not null && status.Height >= height && status.QuorumReachable)
                && statuses.DistinctBy(status => status!.BlockHash).Count() == 1;
            if (agree)
                return statuses[0]!.Height;
            if (companies.FirstOrDefault(company => _nodes[company].HasExited) is { } ended)
            {
                throw new NodeEndedException(
                    $"The node of {ended.Name} ended with {_nodes[ended].ExitCode}; "
                        + $"its log: {Folder.FolderOf(ended)}/node.log");
            }

            await Task.Delay(PollInterval, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_nodes.Values.Select(node => node.DisposeAsync().AsTask()));
        foreach (var client in _clients.Values)
            client.Dispose();
    }
}
