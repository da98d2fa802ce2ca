using Ledger.Consensus.Messages;
using Ledger.Consensus.Views;
using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Consensus.Tests.Clusters;

/// <summary>
/// Cores of a whole network in one thread, with a clock and a message queue: the same seed gives the same run. Every
/// message passes the real verifier, so that nothing malformed is ever sent.
/// </summary>
internal sealed class Cluster
{
    private readonly PriorityQueue<Action, (ulong At, long Sequence)> _queue = new();
    private readonly Dictionary<Height, BlockHash> _decided = [];
    private readonly List<(ushort Signer, Vote Vote)> _signed = [];
    private readonly HashSet<int> _liars = [];
    private readonly Random _random;
    private readonly VoteVerifier _verifier;
    private long _sequence;

    public Cluster(int count, int seed = 1, ConsensusRules? rules = null, int twins = 0)
    {
        Validators = Sample.Validators(count);
        _random = new(seed);
        _verifier = Sample.Verifier(Validators);
        rules ??= ConsensusRules.All;
        Nodes = [.. Enumerable.Range(0, count + twins)
            .Select(instance => new ClusterNode(this, instance, (ushort)(instance % count), rules))];
        for (var twin = 0; twin < twins; twin++)
            _liars.UnionWith([twin, twin + count]);
    }

    public ValidatorSet Validators { get; }

    public List<ClusterNode> Nodes { get; }

    public IEnumerable<ClusterNode> Honest => Nodes.Where(node => !_liars.Contains(node.Instance));

    public ConsensusParameters Parameters { get; init; } = new() { ViewTimeout = TimeSpan.FromSeconds(1) };

    public bool HasDemand { get; set; } = true;

    public bool ForgetsOnRestart { get; set; }

    public Timestamp Now { get; private set; } = Sample.Start;

    /// <summary>Milliseconds until a message arrives, or null if it is lost; by sender and receiver instance.</summary>
    public Func<int, int, ConsensusMessage, uint?> Delay { get; set; } = (_, _, _) => 10;

    public List<(int From, int To, ConsensusMessage Message)> Sent { get; } = [];

    public int Draw(int below) => _random.Next(below);

    public void Start()
    {
        foreach (var node in Nodes)
            node.Restart();
    }

    /// <summary>Runs until a condition holds; false if it does not within this much simulated time.</summary>
    public bool RunUntil(Func<bool> condition, TimeSpan within)
    {
        var end = Now.Milliseconds + (ulong)within.TotalMilliseconds;
        while (!condition())
        {
            if (!_queue.TryPeek(out _, out var next) || next.At > end)
                return false;
            var action = _queue.Dequeue();
            Now = new(Math.Max(Now.Milliseconds, next.At));
            action();
        }

        return true;
    }

    public void RunFor(TimeSpan time)
    {
        var end = Now.Milliseconds + (ulong)time.TotalMilliseconds;
        RunUntil(() => false, time);
        Now = new(end);
    }

    public void At(TimeSpan delay, Action action) =>
        _queue.Enqueue(action, (Now.Milliseconds + (ulong)delay.TotalMilliseconds, _sequence++));

    public void Soon(ClusterNode node, Input input) => After(node, TimeSpan.Zero, input);

    public void After(ClusterNode node, TimeSpan delay, Input input)
    {
        var life = node.Life;
        At(delay, () =>
        {
            if (node.Life == life)
                node.Handle(input with { Now = Now });
        });
    }

    public void SetDemand(bool hasDemand)
    {
        HasDemand = hasDemand;
        foreach (var node in Nodes)
            Soon(node, new Input.DemandChanged(Now, hasDemand));
    }

    public void Broadcast(ClusterNode from, ConsensusMessage message)
    {
        foreach (var node in Nodes.Where(node => node.Index != from.Index))
            Deliver(from, node, message);
    }

    public void Send(ClusterNode from, ushort to, ConsensusMessage message)
    {
        foreach (var node in Nodes.Where(node => node.Index == to && node.Index != from.Index))
            Deliver(from, node, message);
    }

    /// <summary>The body arrives if a source that is up has it and both ways are open.</summary>
    public void Fetch(ClusterNode asking, Effect.Fetch fetch)
    {
        var source = Nodes.FirstOrDefault(node =>
            fetch.Sources.Contains(node.Index) && node.IsUp && node.Bodies.ContainsKey(fetch.Block)
            && IsOpen(asking, node) && IsOpen(node, asking));
        if (source is not null)
            At(TimeSpan.FromMilliseconds(20), () => asking.Keep(source.Bodies[fetch.Block]));
    }

    public void Offer(ClusterNode from, ushort to, Height height)
    {
        if (from.Tip.Height < height || !from.IsUp)
            return;
        var (header, certificate) = from.Chain[(int)height.Value - 1];
        foreach (var node in Nodes.Where(node => node.Index == to && IsOpen(from, node)))
            At(TimeSpan.FromMilliseconds(10), () => node.Sync(header, certificate));
    }

    public void AskAnyone(ClusterNode asking, Height height)
    {
        var source = Nodes.FirstOrDefault(node => node.IsUp && node.Tip.Height >= height && IsOpen(node, asking));
        if (source is not null)
            Offer(source, asking.Index, height);
    }

    public ClusterNode AnyInstanceOf(ushort index) => Nodes.First(node => node.Index == index);

    public void NoteSigned(ClusterNode node, Vote vote)
    {
        if (_liars.Contains(node.Instance))
            return;
        foreach (var (signer, earlier) in _signed.Where(entry => entry.Signer == node.Index))
        {
            if (Evidence.TryFind(Sample.Signed(earlier, signer), Sample.Signed(vote, signer), out var evidence))
                throw new AgreementBrokenException($"honest {signer} signed {evidence}");
        }

        _signed.Add((node.Index, vote));
    }

    public void CheckCommit(ClusterNode node, Header header)
    {
        if (_liars.Contains(node.Instance))
            return;
        if (header.Parent != node.Tip.Block)
            throw new AgreementBrokenException($"{node.Index} commits a block that does not extend its tip");
        if (!_decided.TryAdd(header.Height, header.Hash()) && _decided[header.Height] != header.Hash())
            throw new AgreementBrokenException($"two blocks at height {header.Height}");
    }

    private bool IsOpen(ClusterNode from, ClusterNode to)
    {
        var anything = new ConsensusMessage.Status(Height.Genesis, View.First, View.None);
        return Delay(from.Instance, to.Instance, anything) is not null;
    }

    private void Deliver(ClusterNode from, ClusterNode to, ConsensusMessage message)
    {
        Invariant.That(IsValid(message));
        Sent.Add((from.Instance, to.Instance, message));
        if (Delay(from.Instance, to.Instance, message) is { } delay)
        {
            At(TimeSpan.FromMilliseconds(delay), () =>
                to.Handle(new Input.Received(Now, from.Index, Verified.AfterChecking(message))));
        }
    }

    private bool IsValid(ConsensusMessage message) => message switch
    {
        ConsensusMessage.Proposed proposed => _verifier.IsValid(proposed.Proposal),
        ConsensusMessage.Voted voted => _verifier.IsValid(voted.Vote),
        ConsensusMessage.Certified certified => _verifier.IsValid(certified.Certificate),
        _ => true,
    };
}

/// <summary>A promise of the protocol is broken in a test run.</summary>
internal sealed class AgreementBrokenException(string message) : Exception(message);
