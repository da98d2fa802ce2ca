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

        Assert.True(cluster.RunUntil(() => cluster.Honest.All(node => node.Tip.Height.Value >= 40), TimeSpan.FromSeconds(10)));
        Assert.All(cluster.Nodes, node => Assert.All(node.Chain, block => Assert.Equal(View.First, block.Certificate.View)));
    }
}
