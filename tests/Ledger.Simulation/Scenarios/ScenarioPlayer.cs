using System.Globalization;
using Ledger.Simulation.Checkers;
using Ledger.Simulation.Liars;
using Ledger.Simulation.Network;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Running;

namespace Ledger.Simulation.Scenarios;

/// <summary>
/// Plays a script in plain words, line by line: what happens to a network, and what is expected of it. The words are
/// explained in the README; a line that can't be understood is an error.
/// </summary>
internal sealed class ScenarioPlayer
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan BlockTimeMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(14);

    private readonly Cluster _cluster;

    private ScenarioPlayer(Cluster cluster) => _cluster = cluster;

    private SimulatedNetwork Network => _cluster.Network;

    /// <summary>Gives the views used; throws where an expectation does not hold.</summary>
    public static string Play(IEnumerable<string> lines, PlantedBug? bug = null)
    {
        var script = lines.Select(line => line.Split('#')[0].Trim()).Where(line => line.Length > 0).ToArray();
        var player = new ScenarioPlayer(NewCluster(Words(script[0]), bug ?? PlantedBug.None));
        foreach (var line in script.Skip(1))
        {
            try
            {
                player.PlayLine(Words(line));
            }
            catch (SimulationFailureException failure)
            {
                var report = ClusterReport.Of(player._cluster);
                throw new SimulationFailureException(failure.Promise, $"at \"{line}\": {failure.Message}\n{report}");
            }
        }

        return $"{player._cluster.Checker.Chain.Height} heights, views used: {ClusterReport.ViewsUsed(player._cluster)}";
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // nodes 4 [with 0 silent] [with 1 equivocator]
    private static Cluster NewCluster(string[] words, PlantedBug bug)
    {
        if (words is not ["nodes", var count, ..])
            throw Unknown(words);
        var lies = new Dictionary<int, Lie>();
        for (var word = 2; word + 2 < words.Length; word += 3)
            lies[Number(words[word + 1])] = Enum.Parse<Lie>(words[word + 2], ignoreCase: true);
        var validators = Number(count);
        var twins = lies.ContainsValue(Lie.Twin) ? 1 : 0;
        var cluster = new Cluster(
            1,
            validators,
            bug,
            isSigned: false,
            (host, index) => lies.TryGetValue(index, out var lie) ? LiarFactory.Make(lie, 1, host, validators) : null,
            twins);
        cluster.StartAll();
        cluster.Scheduler.RunUntil(ConnectTime, () => false);
        return cluster;
    }

    private void PlayLine(string[] words)
    {
        switch (words)
        {
            case ["propose", var count]:
                Propose(Number(count));
                break;
            case ["submit", var count, "to", var node]:
                Submit(Number(count), _cluster.Nodes[Number(node)]);
                break;
            case ["run", var length]:
                Run(Length(length));
                break;
            case ["drop", var link]:
                ForEach(link, Network.Block);
                break;
            case ["drop", var kind, var link]:
                ForEach(link, (from, to) => Network.Filter(Enum.Parse<MessageKind>(kind, true), from, to));
                break;
            case ["heal"]:
                Network.UnblockAll();
                break;
            case ["heal", var kind]:
                Network.Unfilter(Enum.Parse<MessageKind>(kind, ignoreCase: true));
                break;
            case ["crash", var node]:
                NodesNamed([node]).ToList().ForEach(Crash);
                break;
            case ["start", var node]:
                NodesNamed([node]).Where(named => !named.IsRunning).ToList().ForEach(named => named.Start());
                break;
            case ["expect", .. var expectation]:
                Expect(expectation);
                break;
            default:
                throw Unknown(words);
        }
    }

    private void Expect(string[] words)
    {
        switch (words)
        {
            case ["height", var height]:
                ExpectHeight(_cluster.Honest.Where(node => node.IsRunning), Number(height));
                break;
            case ["height", var height, "on", .. var nodes]:
                ExpectHeight(NodesNamed(nodes), Number(height));
                break;
            case ["height", "at", "most", var height]:
                Require(_cluster.Checker.Chain.Height <= Number(height), $"height {_cluster.Checker.Chain.Height}");
                break;
            case ["view", "at", "most", var view]:
                Require(_cluster.Checker.HighestView.Value <= Number(view), $"view {_cluster.Checker.HighestView}");
                break;
            case ["view", "at", "least", var view]:
                Require(_cluster.Checker.HighestView.Value >= Number(view), $"view {_cluster.Checker.HighestView}");
                break;
            case ["answers"]:
                Wait(() => _cluster.Checker.Submissions.Open.Count == 0, "everybody to have an answer");
                break;
            case ["silence", var length]:
                ExpectSilence(Length(length));
                break;
            case ["evidence"]:
                Require(_cluster.Checker.EvidenceFound > 0, "no evidence");
                break;
            default:
                throw Unknown(words);
        }
    }

    // One block after the other, each with one transaction, through the processes in turn.
    private void Propose(int count)
    {
        for (var block = 0; block < count; block++)
        {
            var running = _cluster.Honest.Where(node => node.IsRunning).ToArray();
            var goal = _cluster.Checker.Chain.Height + 1;
            Submit(1, running[block % running.Length]);
            Wait(() => _cluster.Checker.Chain.Height >= goal, $"height {goal}");
        }
    }

    private void Submit(int count, SimulatedNode node)
    {
        for (var number = 0; number < count; number++)
            _cluster.Submit(node, _cluster.NewMint(Validity));
    }

    private void Crash(SimulatedNode node)
    {
        if (!node.IsRunning)
            return;
        node.Crash();
        var other = _cluster.Honest.FirstOrDefault(candidate => candidate.IsRunning) ?? node;
        _cluster.SubmitAgain(node, other);
    }

    private void ExpectHeight(IEnumerable<SimulatedNode> nodes, int height)
    {
        var named = nodes.ToArray();
        Wait(() => named.All(node => node.Store.Tip.Height.Value >= (ulong)height), $"height {height}");
    }

    private void ExpectSilence(TimeSpan length)
    {
        var (votes, height) = (Network.VotesSent, _cluster.Checker.Chain.Height);
        Run(length);
        Require(
            votes == Network.VotesSent && height == _cluster.Checker.Chain.Height,
            $"{Network.VotesSent - votes} votes, {_cluster.Checker.Chain.Height - height} blocks");
    }

    private void Run(TimeSpan length) => _cluster.Scheduler.RunUntil(_cluster.Scheduler.Now + length, () => false);

    private void Wait(Func<bool> isDone, string goal) =>
        Require(_cluster.Scheduler.RunUntil(_cluster.Scheduler.Now + BlockTimeMax, isDone), $"waited for {goal}");

    private static void Require(bool holds, string detail) =>
        InvariantChecker.Require(holds, "expectation", detail);

    private IEnumerable<SimulatedNode> NodesNamed(string[] names) => names is ["all"]
        ? _cluster.Nodes
        : names.Select(name => _cluster.Nodes[Number(name)]);

    // 1->3, 1->* or *->2; 1-3 for both directions.
    private void ForEach(string link, Action<int, int> action)
    {
        var isOneWay = link.Contains("->", StringComparison.Ordinal);
        var ends = link.Split(isOneWay ? "->" : "-");
        foreach (var (from, to) in from one in Ends(ends[0]) from other in Ends(ends[1]) select (one, other))
        {
            action(from, to);
            if (!isOneWay)
                action(to, from);
        }
    }

    private IEnumerable<int> Ends(string name) =>
        name is "*" ? Enumerable.Range(0, _cluster.Nodes.Count) : [Number(name)];

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    // 500ms, 30s, 10m, 8h
    private static TimeSpan Length(string word) => word switch
    {
        [.. var number, 'm', 's'] => TimeSpan.FromMilliseconds(Number(number)),
        [.. var number, 's'] => TimeSpan.FromSeconds(Number(number)),
        [.. var number, 'm'] => TimeSpan.FromMinutes(Number(number)),
        [.. var number, 'h'] => TimeSpan.FromHours(Number(number)),
        _ => throw Unknown([word]),
    };

    private static FormatException Unknown(string[] words) => new($"No such line: {string.Join(' ', words)}");
}
