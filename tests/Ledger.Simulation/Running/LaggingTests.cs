using Ledger.Model.Reasons;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Running;

/// <summary>A node that may be behind judges nothing by its old tip: it says so, and another node is asked.</summary>
public sealed class LaggingTests
{
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(5);

    private readonly Cluster _cluster = new(1, 4, PlantedBug.None, isSigned: false, (_, _) => null);

    public LaggingTests()
    {
        _cluster.StartAll();
        Run(TimeSpan.FromSeconds(1));
    }

    private SimulatedNode Late => _cluster.Nodes[3];

    [Fact]
    public void Submit_BeforeAQuorumSaidWhereItIs_IsNotJudged()
    {
        Late.Crash();
        Late.Start();

        SubmitRubbish();
        Run(TimeSpan.FromSeconds(2));
        SubmitRubbish();
        Run(TimeSpan.FromSeconds(1));

        Assert.Equal(Reason.AuthorUnknown, Assert.Single(Answers.OfType<SubmissionAnswer.Refused>()).Reason);
        Assert.Single(Answers.OfType<SubmissionAnswer.CatchingUp>());
    }

    [Fact]
    public void Submit_WhileBlocksAreFetched_IsNotJudged()
    {
        Late.Crash();
        MakeBlocks(5);
        Late.Start();
        _cluster.Scheduler.RunUntil(TimeSpan.FromMinutes(1), () => Late.Store.Tip.Height.Value is > 0 and < 5);

        SubmitRubbish();
        Run(TimeSpan.FromSeconds(1));

        Assert.Equal(5UL, Late.Store.Tip.Height.Value);
        Assert.Single(Answers.OfType<SubmissionAnswer.CatchingUp>());
    }

    [Fact]
    public void Submit_ToANodeThatAbstains_IsNotJudged()
    {
        MakeBlocks(1);
        Late.Crash();
        Late.Wipe();
        Late.Start();
        Run(TimeSpan.FromSeconds(2));

        SubmitRubbish();
        Run(TimeSpan.FromSeconds(1));

        Assert.Single(Answers.OfType<SubmissionAnswer.CatchingUp>());
    }

    private IReadOnlyCollection<SubmissionAnswer> Answers => _cluster.Checker.Submissions.Answers;

    private void MakeBlocks(int count)
    {
        for (var block = 0; block < count; block++)
        {
            _cluster.Submit(_cluster.Nodes[1], _cluster.NewMint(Validity));
            Run(TimeSpan.FromSeconds(1));
        }
    }

    private void SubmitRubbish() => _cluster.Submit(Late, _cluster.Desk.Rubbish(_cluster.Host.TimeOf(Validity)));

    private void Run(TimeSpan length) => _cluster.Scheduler.RunUntil(_cluster.Scheduler.Now + length, () => false);
}
