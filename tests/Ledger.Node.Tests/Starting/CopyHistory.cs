namespace Ledger.Node.Tests.Starting;

/// <summary>One validator whose files are copied again and again, its copies, and the three others.</summary>
internal sealed class CopyHistory(string folder, Random random)
{
    private const int CopiesMax = 4, GreetingSteps = 4;

    private readonly StartingNode[] _others = [.. new ushort[] { 1, 2, 3 }.Select(
        validator => new StartingNode(validator, Path.Combine(folder, $"{validator}")))];

    private readonly List<StartingNode> _copies = [new(0, Path.Combine(folder, "0"))];

    /// <summary>What the last vote that was heard has left in the record of whoever cast it.</summary>
    private byte _heard;

    public int Votes { get; private set; }

    public int Rejoined { get; private set; }

    public int StaleCopies => _copies.Count(copy => copy.Signed.MayBeStale);

    /// <summary>Null if nobody was heard who did not know what was heard before.</summary>
    public string? Violation { get; private set; }

    /// <summary>Returns all nodes, to be disposed.</summary>
    public IEnumerable<StartingNode> Run(int turns)
    {
        for (var turn = 0; turn < turns && Violation is null; turn++)
            Step(turn);
        return [.. _others, .. _copies];
    }

    private void Step(int turn)
    {
        var copy = _copies[random.Next(_copies.Count)];
        switch (random.Next(20))
        {
            case 0:
                copy.Restart();
                break;
            case 1 when _copies.Count < CopiesMax:
                _copies.Add(copy.Fork(Path.Combine(folder, $"copy-{_copies.Count}")));
                break;
            case 2:
                _others[random.Next(_others.Length)].Restart();
                break;
            case < 8:
                Vote(copy, turn);
                break;
            default:
                var steps = random.Next(3) == 0 ? random.Next(GreetingSteps) : GreetingSteps;
                StartingNode.Greet(copy, _others[random.Next(_others.Length)], steps);
                break;
        }
    }

    // Others have sessions with the latest start only, so whoever is not that for anybody is not heard.
    private void Vote(StartingNode copy, int turn)
    {
        var hearers = _others.Count(other => other.Starts.FindLatest(0)?.Id == copy.Starts.Own.Record.Id);
        var knows = copy.Signed.State.Span is [] ? _heard == 0 : copy.Signed.State.Span[0] == _heard;
        var vote = (byte)(_heard + 1);
        if (hearers == 0)
            return;
        if (copy.TryVote(vote))
            Violation = knows ? null : $"turn {turn}, after {_heard} votes";
        else if (hearers == _others.Length && copy.TryRejoin(vote))
            Rejoined++;
        else
            return;
        (_heard, Votes) = (vote, Votes + 1);
    }
}
