using Ledger.Model.Genesis;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica;
using Ledger.Replica.Ports;
using Ledger.Simulation.Checkers;
using Ledger.Simulation.Customers;
using Ledger.Simulation.Keys;
using Ledger.Simulation.Network;
using Ledger.Simulation.Nodes;
using Ledger.Simulation.Time;

namespace Ledger.Simulation.Running;

/// <summary>A whole network in one thread: processes, connections, clock, customers and checkers.</summary>
internal sealed class Cluster
{
    /// <summary>Transactions that a pool holds: few, so that floods reach the bound.</summary>
    public const int PoolDefault = 2_000;

    private readonly List<SimulatedNode> _nodes = [];
    private readonly Dictionary<ulong, (SimulatedNode Node, Transaction Transaction)> _submitted = [];
    private ulong _submissions;

    public Cluster(
        ulong seed,
        int validators,
        PlantedBug bug,
        bool isSigned,
        Func<NodeHost, int, ILiar?> liarAt,
        Predicate<int>? isTwin = null,
        int pool = PoolDefault)
    {
        Random = new SimulatedRandom(seed);
        IKeyring keyring = isSigned ? new SchnorrKeyring() : new FakeKeyring();
        var genesis = new SimulatedGenesis(validators, keyring, Parameters);
        var verifier = new VoteVerifier(genesis.Document.Id, _ => genesis.Tip.Validators, keyring.Verify);
        Trace = new(Scheduler);
        Host = new NodeHost
        {
            Genesis = genesis,
            Scheduler = Scheduler,
            Random = Random.Fork(),
            Keyring = keyring,
            Checker = Checker,
            Trace = Trace,
            Options = OptionsFor(validators, pool),
            Bug = bug,
            Edge = new(verifier, bug.Rules.FullQuorum),
            Wire = isSigned ? new(genesis) : null,
            IsOfCustomer = transaction => Desk!.Made(transaction),
        };
        Desk = new(genesis, keyring, Random.Fork(), () => Host.TimeOf(TimeSpan.Zero));
        AddNodes(validators, liarAt, isTwin ?? (_ => false));
        Network = new(Scheduler, Random.Fork(), _nodes);
        Host.Network = Network;
    }

    /// <summary>
    /// Short time-outs: a simulated network is quick, and so much more happens in a simulated minute.
    /// </summary>
    public static Parameters Parameters => new() { ViewTimeout = 600, ViewTimeoutMax = 2_400, LeaderTermBlocks = 8 };

    public Scheduler Scheduler { get; } = new();

    public SimulatedRandom Random { get; }

    public InvariantChecker Checker { get; } = new();

    public TraceHash Trace { get; }

    public NodeHost Host { get; }

    public SimulatedNetwork Network { get; }

    public CustomerDesk Desk { get; }

    public IReadOnlyList<SimulatedNode> Nodes => _nodes;

    public IEnumerable<SimulatedNode> Honest => _nodes.Where(node => node.IsHonest);

    public ulong LowestHeight => Honest.Min(node => node.Store.Tip.Height.Value);

    /// <summary>Any process, as chance will have it.</summary>
    public SimulatedNode OneOf(SimulatedRandom random) => _nodes[random.Below(_nodes.Count)];

    public void StartAll()
    {
        foreach (var node in _nodes)
        {
            if (!node.IsRunning)
                node.Start();
        }
    }

    public void Submit(SimulatedNode node, Transaction transaction)
    {
        var submission = ++_submissions;
        Checker.Submissions.Submit(submission);
        if (!node.IsHonest)
            Checker.Submissions.Drop(submission);
        _submitted[submission] = (node, transaction);
        node.Submit(submission, transaction);
    }

    /// <summary>A transaction that is good for the given time.</summary>
    public Transaction NewTransaction(TimeSpan validity) => Desk.Next(Host.TimeOf(validity));

    public Transaction NewMint(TimeSpan validity) => Desk.Mint(Host.TimeOf(validity));

    /// <summary>What a process that died had taken goes to another: customers send the same bytes again.</summary>
    public void SubmitAgain(SimulatedNode dead, SimulatedNode other)
    {
        foreach (var submission in Checker.Submissions.Open.Order().ToArray())
        {
            var (node, transaction) = _submitted[submission];
            if (node != dead)
                continue;
            Checker.Submissions.Drop(submission);
            Submit(other, transaction);
        }
    }

    /// <summary>What waits for a block in the pools of honest processes.</summary>
    public IEnumerable<Transaction> Pooled() => Honest
        .Where(node => node.IsRunning)
        .SelectMany(node => node.Replica!.Parts.Pool.Sources)
        .SelectMany(source => source.Batches)
        .SelectMany(batch => Enumerable.Range(0, batch.Count).Select(index => batch[index]))
        .OfType<Transaction>()
        .DistinctBy(transaction => transaction.Id);

    /// <summary>Whether a block could take it on top of the chain, now.</summary>
    public bool IsAdmissible(Transaction transaction)
    {
        var store = Honest.MaxBy(node => node.Store.Tip.Height.Value)!.Store;
        var (now, earliest) = (Host.TimeOf(TimeSpan.Zero), store.Tip.Header.Time.Next);
        var time = now > earliest ? now : earliest;
        var request = new BuildRequest(store.Tip, View.First, 0, 0, time, [transaction]);
        return Host.NewWorker().Build(request, store.State.View).Refusals.Length == 0;
    }

    /// <summary>When what was submitted can no longer enter the log.</summary>
    public Timestamp ValidUntil(ulong submission) => _submitted[submission].Transaction.Body.ValidUntil;

    private void AddNodes(int validators, Func<NodeHost, int, ILiar?> liarAt, Predicate<int> isTwin)
    {
        for (var index = 0; index < validators; index++)
        {
            var liar = liarAt(Host, index);
            AddNode(index, liar, isHonest: liar is null && !isTwin(index));
            if (isTwin(index))
                AddNode(index, null, isHonest: false);
        }
    }

    private void AddNode(int index, ILiar? liar, bool isHonest)
    {
        if (!isHonest)
            Checker.Liars.Add((ushort)index);
        _nodes.Add(new(Host, _nodes.Count, (ushort)index, Host.Genesis.NewStore(), isHonest) { Liar = liar });
    }

    private static ReplicaOptions OptionsFor(int validators, int pool) => new()
    {
        Pool = new(pool, pool * 2L << 10, validators),
        FetchTimeout = TimeSpan.FromMilliseconds(100),
        CatchUpTimeout = TimeSpan.FromMilliseconds(800),
    };
}
