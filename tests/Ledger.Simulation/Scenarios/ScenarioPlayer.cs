using Ledger.Simulation.Checkers;
using Ledger.Simulation.Liars;
using Ledger.Simulation.Network;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Running;
using static Ledger.Simulation.Scenarios.ScenarioWords;

namespace Ledger.Simulation.Scenarios;

/// <summary>
/// Plays a script in plain words, line by line: what happens to a network, and what is expected of it. The words are
/// explained in the README; a line that can't be understood is an error.
/// </summary>
internal sealed class ScenarioPlayer
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Validity = TimeSpan.FromMinutes(14);

    private readonly Cluster _cluster;
    private readonly Expectations _expectations;

    private ScenarioPlayer(Cluster cluster) => (_cluster, _expectations) = (cluster, new(cluster));

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

        var cluster = player._cluster;
        return $"{cluster.Checker.Chain.Height} heights, views used: {ClusterReport.ViewsUsed(cluster)}";
    }

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // nodes 4 [pool 60000] [with 0 silent] [with 1 equivocator]
    private static Cluster NewCluster(string[] words, PlantedBug bug)
    {
        if (words is not ["nodes", var count, .. var rest])
            throw Unknown(words);
        var pool = Cluster.PoolDefault;
        if (rest is ["pool", var transactions, .. var others])
            (pool, rest) = (Number(transactions), others);
        var lies = rest.Chunk(3).ToDictionary(
            lie => Number(lie[1]), lie => Enum.Parse<Lie>(lie[2], ignoreCase: true));
        var validators = Number(count);
        var cluster = new Cluster(
            1,
            validators,
            bug,
            isSigned: false,
            (host, index) => lies.TryGetValue(index, out var lie) ? LiarFactory.Make(lie, 1, host, validators) : null,
            index => lies.GetValueOrDefault(index) == Lie.Twin,
            pool);
        cluster.Checker.ToleratesForks = lies.Count > (validators - 1) / 3;
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
            case ["expect", .. var expectation]:
                _expectations.Expect(expectation);
                break;
            default:
                PlayFault(words);
                break;
        }
    }

    private void PlayFault(string[] words)
    {
        switch (words)
        {
            case ["crash", .. var nodes]:
                _cluster.NodesNamed(nodes).ToList().ForEach(Crash);
                break;
            case ["start", .. var nodes]:
                _cluster.NodesNamed(nodes).Where(named => !named.IsRunning).ToList().ForEach(named => named.Start());
                break;
            case ["wipe", .. var nodes]:
                _cluster.NodesNamed(nodes).ToList().ForEach(Wipe);
                break;
            case ["skew", var node, var skew]:
                _cluster.Nodes[Number(node)].ClockSkew = skew[0] == '-' ? -Length(skew[1..]) : Length(skew);
                break;
            case ["links", var least, var most, "loss", var percent]:
                Network.Faults = new(Number(percent), 0, 0, Length(least), Length(most), Length(most));
                break;
            case ["links", "calm"]:
                Network.Faults = LinkFaults.None;
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
            _expectations.Wait(() => _cluster.Checker.Chain.Height >= goal, $"height {goal}");
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

    private void Wipe(SimulatedNode node)
    {
        Crash(node);
        node.Wipe();
    }

    private void Run(TimeSpan length) => _cluster.Scheduler.RunUntil(_cluster.Scheduler.Now + length, () => false);

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
}
