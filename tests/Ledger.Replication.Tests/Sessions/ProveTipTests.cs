using Ledger.Replication.Membership;

namespace Ledger.Replication.Tests.Sessions;

/// <summary>
/// Validator 1 has lost everything and asks the others over real connections (PROTOCOL 10.7). No node has a replica.
/// </summary>
public sealed class ProveTipTests : IAsyncDisposable
{
    private readonly TestIdentity[] _identities = [.. Enumerable.Range(0, 4).Select(_ => new TestIdentity())];
    private readonly List<PeerNode> _nodes = [];
    private readonly CancellationTokenSource _deadline = new(TimeSpan.FromSeconds(60));

    [Fact]
    public async Task ProveTip_QuorumOfOthersAnswers_GivesTheHighest()
    {
        var two = await StartAsync(2, new(Sample.CertifiedBlock(1)));
        var three = await StartAsync(3, new(Sample.CertifiedBlock(1), Sample.CertifiedBlock(2)));
        var four = await StartAsync(4, new());
        var one = await StartFirstAsync(two.Port, three.Port, four.Port);

        Assert.Equal(new(2), await one.Network.ProveTipAsync(quorum: 3, _deadline.Token));
    }

    [Fact]
    public async Task ProveTip_OneClaimsAHeightWithoutCertificate_GivesTheHighestThatIsProved()
    {
        var lie = Sample.CertifiedBlock(900) with { Certificate = Sample.Finality(new(1), Sample.Block) };
        var two = await StartAsync(2, new(lie));
        var three = await StartAsync(3, new(Sample.CertifiedBlock(1), Sample.CertifiedBlock(2)));
        var four = await StartAsync(4, new(Sample.CertifiedBlock(1)));
        var one = await StartFirstAsync(two.Port, three.Port, four.Port);

        Assert.Equal(new(2), await one.Network.ProveTipAsync(quorum: 2, _deadline.Token));
    }

    [Fact]
    public async Task ProveTip_OneConnectsLater_IsAskedThen()
    {
        var two = await StartAsync(2, new(Sample.CertifiedBlock(1)));
        var three = await StartAsync(3, new());
        var port = await FindFreePortAsync();
        var one = await StartFirstAsync(two.Port, three.Port, port);
        var proving = one.Network.ProveTipAsync(quorum: 3, _deadline.Token);

        await StartAsync(4, new(Sample.CertifiedBlock(1), Sample.CertifiedBlock(2)), port);

        Assert.Equal(new(2), await proving);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
        foreach (var identity in _identities)
            identity.Dispose();
        _deadline.Dispose();
    }

    private Task<PeerNode> StartFirstAsync(params int[] ports) => StartAsync(
        1, [.. ports.Select((port, place) => _identities[place + 1].MemberAt((ushort)(place + 2), port))], new(), 0);

    // The port of the first is never used: it dials.
    private Task<PeerNode> StartAsync(ushort index, MemoryBlocks store, int port = 0) =>
        StartAsync(index, [_identities[0].MemberAt(1, port: 1)], store, port);

    private async Task<int> FindFreePortAsync()
    {
        await using var node = await PeerNode.StartAsync(4, _identities[3], [], port: 0);
        return node.Port;
    }

    private async Task<PeerNode> StartAsync(ushort index, PeerMember[] peers, MemoryBlocks store, int port)
    {
        var node = await PeerNode.StartAsync(index, _identities[index - 1], peers, port, store);
        _nodes.Add(node);
        return node;
    }
}
