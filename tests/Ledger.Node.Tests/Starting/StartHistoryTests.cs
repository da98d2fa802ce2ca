namespace Ledger.Node.Tests.Starting;

/// <summary>Random histories of starts, crashes, broken greetings and copies, from a seed.</summary>
public sealed class StartHistoryTests : IDisposable
{
    private const int GreetingSteps = 4;

    private readonly TemporaryFolder _folder = new();
    private readonly List<StartingNode> _nodes = [];

    public void Dispose()
    {
        _nodes.ForEach(node => node.Dispose());
        _folder.Dispose();
    }

    /// <summary>
    /// What a crash leaves in others' memory is never taken for another copy: nobody abstains for ever.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Start_AllFourKilledAgainAndAgainAmidGreetings_NobodyIsTakenForAnOldCopy(int seed)
    {
        var random = new Random(seed);
        BeginFour();

        for (var turn = 0; turn < 100; turn++)
        {
            var (one, other) = (_nodes[random.Next(4)], _nodes[random.Next(4)]);
            if (one == other)
                one.Restart();
            else
                StartingNode.Greet(one, other, random.Next(GreetingSteps + 1));
        }

        foreach (var one in _nodes)
        {
            foreach (var other in _nodes.Where(other => other != one))
                StartingNode.Greet(one, other, GreetingSteps);
        }

        Assert.DoesNotContain(_nodes, node => node.IsSuperseded);
        Assert.All(_nodes, node => Assert.True(node.TryVote(1)));
    }

    /// <summary>
    /// An old copy that is killed before it hears anything never gets ahead of what the others remember.
    /// </summary>
    [Fact]
    public void Start_OfAnOldCopyKilledBeforeItHearsAnything_IsFoundInTheEnd()
    {
        BeginFour();
        var (original, others) = (_nodes[0], _nodes[1..]);
        var copy = Add(original.Fork(_folder["copy"]));
        others.ForEach(other => StartingNode.Greet(original, other, GreetingSteps));
        Assert.True(original.TryVote(1));

        for (var start = 0; start < 10; start++)
        {
            copy.Restart();
            StartingNode.Greet(copy, others[start % 3], steps: 1);
        }

        StartingNode.Greet(copy, others[0], GreetingSteps);
        Assert.True(copy.IsSuperseded);
        Assert.False(copy.TryVote(2));
    }

    /// <summary>
    /// The others know a start that both the copy and the original remember as their own crashed one.
    /// </summary>
    [Fact]
    public void Start_OfACopyTakenBetweenTwoStartsOfOneCounter_IsFound()
    {
        BeginFour();
        var (original, others) = (_nodes[0], _nodes[1..]);
        others.ForEach(other => StartingNode.Greet(original, other, steps: 1));
        var copy = Add(original.Fork(_folder["copy"]));
        others.ForEach(other => StartingNode.Greet(original, other, GreetingSteps));
        Assert.True(original.TryVote(1));

        others.ForEach(other => StartingNode.Greet(copy, other, GreetingSteps));

        Assert.True(copy.IsSuperseded);
        Assert.False(original.IsSuperseded);
    }

    /// <summary>
    /// One validator's files are copied whenever it is down, and the copies run too, at the same time. Whoever is heard
    /// knows every vote that was heard of the key before, or has rejoined.
    /// </summary>
    [Fact]
    public void Vote_WithOldCopiesAbout_IsCastByWhoKnowsAllBefore()
    {
        var (votes, stale, rejoined) = (0, 0, 0);
        for (var seed = 1; seed <= 16; seed++)
        {
            var history = new CopyHistory(_folder[$"seed-{seed}"], new Random(seed));
            _nodes.AddRange(history.Run(turns: 150));
            Assert.True(history.Violation is null, $"Seed {seed}: {history.Violation}");
            votes += history.Votes;
            stale += history.StaleCopies;
            rejoined += history.Rejoined;
        }

        Assert.True(votes > 40 && stale > 20 && rejoined > 5, $"Too little happened: {votes}, {stale}, {rejoined}.");
    }

    private void BeginFour()
    {
        for (ushort validator = 0; validator < 4; validator++)
            Add(new(validator, _folder[$"{validator}"]));
    }

    private StartingNode Add(StartingNode node)
    {
        _nodes.Add(node);
        return node;
    }
}
