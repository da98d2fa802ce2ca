using Ledger.Model.Values;

namespace Ledger.Consensus.Tests.Clusters;

public sealed class ClusterTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public void Run_GoodNetwork_HeightsAdvanceInTheFirstView(int count)
    {
        var cluster = new Cluster(count);

        cluster.Start();

        Assert.True(cluster.RunUntil(
            () => cluster.Honest.All(node => node.Tip.Height.Value >= 40), TimeSpan.FromSeconds(10)));
        var certificates = cluster.Nodes.SelectMany(node => node.Chain).Select(block => block.Certificate);
        Assert.All(certificates, certificate => Assert.Equal(View.First, certificate.View));
    }
}
