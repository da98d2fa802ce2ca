using Ledger.Consensus;

namespace Ledger.Simulation.Exploration;

/// <summary>
/// The production core as a finite machine: every standing that any messages in any order lead one validator to, and
/// what each message makes of it. Standings that nobody outside can ever tell apart, since they cast the same votes
/// whatever comes, are one.
/// </summary>
internal sealed class StandingMachine
{
    private readonly ExploredHeight _height;
    private readonly ConsensusRules _rules;
    private readonly Queue<ExploredNode> _open = [];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<string> _descriptions = [];
    private readonly List<ulong> _cast = [];
    private readonly List<int[]> _steps = [];
    private readonly int[] _classes;
    private readonly int[] _representatives;

    public StandingMachine(
        ExploredHeight height, ConsensusRules rules, bool restarts, Adversary adversary)
    {
        (_height, _rules) = (height, rules);
        NumberOf(ExploredNode.Start(height, rules));
        while (_open.TryDequeue(out var node))
            _steps.Add(StepsOf(node, adversary, restarts));
        _classes = Minimize(out _representatives);
    }

    /// <summary>Standings before those that cannot be told apart were taken together.</summary>
    public int StandingsVisited => _cast.Count;

    /// <summary>How often the core was asked for a step.</summary>
    public long Steps => _steps.Sum(steps => (long)steps.Length);

    public int Count => _representatives.Length;

    public int Start => _classes[0];

    /// <summary>Kinds of steps: the messages by number, then a time-out, then a restart.</summary>
    public int Kinds => _steps[0].Length;

    public ulong CastBy(int standing) => _cast[_representatives[standing]];

    public int Next(int standing, int kind) => _classes[_steps[_representatives[standing]][kind]];

    public string Describe(int standing) => _descriptions[_representatives[standing]];

    private int[] StepsOf(ExploredNode node, Adversary adversary, bool restarts)
    {
        var steps = adversary.Messages
            .Select(message => NumberOf(node.Hear(_height, _rules, message.Peer, message.Message)))
            .Append(NumberOf(node.TimeOut(_height, _rules)));
        return restarts ? [.. steps, NumberOf(node.Restart(_height, _rules))] : [.. steps];
    }

    private int NumberOf(ExploredNode node)
    {
        var description = node.Describe(_height);
        if (_numbers.TryGetValue(description, out var number))
            return number;
        _numbers[description] = number = _cast.Count;
        _descriptions.Add(description);
        _cast.Add(node.Cast);
        _open.Enqueue(node);
        return number;
    }

    // Begins with one class for each set of votes cast, and splits classes whose members step into different ones.
    private int[] Minimize(out int[] representatives)
    {
        var classes = Classify(node => [(int)(_cast[node] >> 32), (int)_cast[node]], out representatives);
        while (true)
        {
            var (before, count) = (classes, representatives.Length);
            classes = Classify(
                node => [before[node], .. _steps[node].Select(next => before[next])], out representatives);
            if (representatives.Length == count)
                return classes;
        }
    }

    private int[] Classify(Func<int, int[]> signatureOf, out int[] representatives)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        var first = new List<int>();
        var classes = new int[_cast.Count];
        for (var node = 0; node < classes.Length; node++)
        {
            var signature = string.Join(' ', signatureOf(node));
            if (!known.TryGetValue(signature, out classes[node]))
            {
                known[signature] = classes[node] = first.Count;
                first.Add(node);
            }
        }

        representatives = [.. first];
        return classes;
    }
}
