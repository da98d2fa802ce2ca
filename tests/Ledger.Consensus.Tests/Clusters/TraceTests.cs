using Ledger.Consensus.Messages;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Clusters;

/// <summary>
/// The worked examples of PROTOCOL 9.13, message by message, with four validators and 10 ms of delay.
/// </summary>
public sealed class TraceTests
{
    private static readonly TimeSpan AWhile = TimeSpan.FromSeconds(20);

    [Fact]
    public void GoodCase_AllUp_ThreeDelaysThreeVotesEachAndNoCertificates()
    {
        var cluster = new Cluster(4);
        cluster.Start();

        Assert.True(cluster.RunUntil(() => cluster.Nodes.All(node => node.Chain.Count == 1), AWhile));

        Assert.Equal(Sample.Start.Milliseconds + 30, cluster.Now.Milliseconds);
        var votes = cluster.Sent.Select(sent => sent.Message)
            .OfType<ConsensusMessage.Voted>()
            .Where(voted => voted.Height == new Height(1))
            .ToLookup(voted => voted.Vote.Vote.Kind);
        Assert.Equal(12, votes[VoteKind.Notarize].Count());
        Assert.Equal(12, votes[VoteKind.Finalize].Count());
        cluster.RunFor(TimeSpan.FromSeconds(1));
        Assert.Empty(cluster.Sent.Select(sent => sent.Message).OfType<ConsensusMessage.Certified>());
    }

    [Fact]
    public void CrashedLeader_OneTimeout_NextLeaderProposesAfreshAndKeepsTheTerm()
    {
        var cluster = new Cluster(4);
        cluster.Start();
        cluster.Nodes[0].Crash();
        var others = cluster.Nodes.Skip(1).ToList();

        Assert.True(cluster.RunUntil(() => others.All(node => node.Chain.Count == 1), AWhile));

        var end = Sample.Start.Milliseconds + (ulong)cluster.Parameters.ViewTimeout.TotalMilliseconds + 5 + 40;
        Assert.Equal(end, cluster.Now.Milliseconds);
        Assert.All(others, node => Assert.Equal(new View(2), node.Chain[0].Certificate.View));
        Assert.True(cluster.RunUntil(() => others.All(node => node.Chain.Count == 20), TimeSpan.FromSeconds(1)));
        Assert.All(others, node => Assert.All(node.Chain, block => Assert.Equal(1, block.Header.Proposer)));
    }

    [Fact]
    public void Split_OneSawTheCertificate_NextViewDecides()
    {
        var cluster = new Cluster(4);
        // Only validator 2 hears the notarize votes of view 1.
        cluster.Delay = (_, to, message) =>
            message is ConsensusMessage.Voted { Vote.Vote: Notarize { View.Value: 1 } } && to != 2 ? 5_000u : 10u;
        cluster.Start();

        Assert.True(cluster.RunUntil(() => cluster.Nodes.All(node => node.Chain.Count == 1), TimeSpan.FromSeconds(4)));

        Assert.Contains(cluster.Nodes, node => node.Views.Contains((new(1), new(2))));
    }

    [Fact]
    public void CarryOver_OnlyTheCutOffLeaderSawFinality_SameBlockIsDecided()
    {
        var cluster = new Cluster(4);
        // Finalize votes reach validator 0 alone, and nothing leaves it any more.
        cluster.Delay = (from, to, message) =>
        {
            var time = cluster.Now.Milliseconds - Sample.Start.Milliseconds;
            var isFinalize = message is ConsensusMessage.Voted { Vote.Vote.Kind: VoteKind.Finalize };
            var isCut = (from == 0 && time > 15) || (isFinalize && to != 0 && time < 100);
            return isCut ? null : 10u;
        };
        cluster.Start();
        Assert.True(cluster.RunUntil(() => cluster.Nodes[0].Chain.Count == 1, AWhile));

        Assert.True(cluster.RunUntil(() => cluster.Nodes.All(node => node.Chain.Count >= 1), AWhile));

        Assert.Single(cluster.Nodes.Select(node => node.Chain[0].Header.Hash()).Distinct());
    }

    [Fact]
    public void Restart_FinalizeDurableButNotSent_IsSentAgainAndCounts()
    {
        var cluster = new Cluster(4);
        cluster.Start();
        cluster.Nodes[3].Crash();
        // With validator 3 away every vote is needed, and 2 falls as it asks for its finalize vote.
        Assert.True(cluster.RunUntil(
            () => cluster.Nodes[2].Core.State!.Promised.Finalized is not null, AWhile));
        cluster.Nodes[2].Crash();
        cluster.RunFor(TimeSpan.FromMilliseconds(200));
        Assert.All(cluster.Nodes, node => Assert.Empty(node.Chain));

        cluster.Nodes[2].Restart();

        var up = cluster.Nodes.Take(3).ToList();
        Assert.True(cluster.RunUntil(() => up.All(node => node.Chain.Count == 1), TimeSpan.FromSeconds(2)));
        Assert.All(up, node => Assert.Equal(View.First, node.Chain[0].Certificate.View));
    }

    [Fact]
    public void NoQuorum_TwoDown_ViewStandsUntilOneReturns()
    {
        var cluster = new Cluster(4);
        cluster.Nodes[0].Restart();
        cluster.Nodes[1].Restart();
        cluster.RunFor(TimeSpan.FromHours(1));
        Assert.All(cluster.Nodes.Take(2), node => Assert.Equal(View.First, node.Core.State!.View));

        cluster.Nodes[2].Restart();

        var up = cluster.Nodes.Take(3).ToList();
        Assert.True(cluster.RunUntil(() => up.All(node => node.Chain.Count >= 1), TimeSpan.FromSeconds(24)));
        Assert.All(up, node => Assert.InRange(node.Chain[0].Certificate.View.Value, 1u, 3u));
    }

    [Fact]
    public void Idle_NothingToDecide_NobodySpeaks()
    {
        var cluster = new Cluster(4);
        cluster.Start();
        Assert.True(cluster.RunUntil(() => cluster.Nodes.All(node => node.Chain.Count >= 3), AWhile));
        cluster.SetDemand(false);
        cluster.RunFor(TimeSpan.FromSeconds(5));
        var (said, height) = (cluster.Sent.Count, cluster.Nodes[0].Tip.Height);

        cluster.RunFor(TimeSpan.FromHours(1));

        Assert.Equal(said, cluster.Sent.Count);
        Assert.All(cluster.Nodes, node => Assert.Equal(height, node.Tip.Height));
    }

    [Fact]
    public void Replay_SameInputs_SameEffectsAndState()
    {
        var (one, other) = (new Cluster(4, seed: 7), new Cluster(4, seed: 7));

        foreach (var cluster in new[] { one, other })
        {
            cluster.Start();
            cluster.RunFor(TimeSpan.FromSeconds(2));
        }

        Assert.Equal(one.Sent.Count, other.Sent.Count);
        Assert.All(one.Nodes.Zip(other.Nodes), pair => Assert.Equal(pair.First.Core.State, pair.Second.Core.State));
    }
}
