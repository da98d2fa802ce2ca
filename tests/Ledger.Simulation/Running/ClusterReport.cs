using System.Text;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Running;

/// <summary>Where each process stands, in words, for whoever has to find out why a seed failed.</summary>
internal static class ClusterReport
{
    public static string Of(Cluster cluster)
    {
        var report = new StringBuilder();
        foreach (var node in cluster.Nodes)
            report.Append("  ").AppendLine(Of(node));
        return report.ToString().TrimEnd();
    }

    /// <summary>How many heights took how many views, such as "1 (40), 2 (3)".</summary>
    public static string ViewsUsed(Cluster cluster) => string.Join(
        ", ",
        cluster.Checker.Chain.Blocks
            .GroupBy(block => block.Block.Certificate.View.Value)
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Key} ({group.Count()})"));

    private static string Of(SimulatedNode node)
    {
        var name = $"process {node.Slot}, validator {node.Index}{(node.IsHonest ? "" : ", a liar")}";
        if (node.Replica is not { AgreementState: { } agreement } replica)
            return $"{name}: down at height {node.Store.Tip.Height}";
        var votes = string.Join("; ", agreement.Promised.Votes().Select(cast => cast.Vote));
        return $"{name}: height {node.Store.Tip.Height}, view {agreement.View}, demand {agreement.HasDemand}, "
            + $"notarized {agreement.Notarization?.View}, proposal {agreement.Proposal?.View}, "
            + $"final {agreement.Finality?.View}, bodies [{string.Join(", ", agreement.Bodies.Values)}], "
            + $"pool {replica.Parts.Pool.Count}, waiting {replica.Parts.Waiters.Count}, votes [{votes}]";
    }
}
