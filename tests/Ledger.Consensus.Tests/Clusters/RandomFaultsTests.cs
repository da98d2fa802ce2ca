
namespace Ledger.Consensus.Tests.Clusters;

public sealed class RandomFaultsTests
{
    [Theory]
    [InlineData(4, 0, 20)]
    [InlineData(4, 1, 20)]
    [InlineData(7, 2, 5)]
    public void Run_FaultsThenHealing_AgreesAndMovesOn(int count, int twins, int seeds)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            var faults = new RandomFaults(seed, count, twins: twins);

            Assert.True(faults.Run(), $"seed {seed}: {Describe(faults.Cluster)}");

            var liars = Enumerable.Range(0, twins).Select(index => (ushort)index);
            var accused = faults.Cluster.Honest.SelectMany(node => node.Evidence).Select(evidence => evidence.Culprit);
            Assert.Subset(liars.ToHashSet(), accused.ToHashSet());
            Assert.Empty(faults.Cluster.Honest.SelectMany(node => node.Halts));
        }
    }

    private static string Describe(Cluster cluster) => string.Join(
        "; ",
        cluster.Nodes.Select(node => $"{node.Instance}: tip {node.Tip.Height} view {node.Core.State!.View}"));
}
