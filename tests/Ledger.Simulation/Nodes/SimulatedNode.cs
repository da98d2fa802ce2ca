using Ledger.Model;
using Ledger.Model.Certificates;
using Ledger.Model.Transactions;
using Ledger.Replica;
using Ledger.Replica.Ports;
using Ledger.Simulation.Checkers;
using Ledger.Simulation.Disks;

namespace Ledger.Simulation.Nodes;

/// <summary>One process: a production replica, a disk that survives it, and everything that can happen to it.</summary>
internal sealed class SimulatedNode
{
    private static readonly TimeSpan RejoinPause = TimeSpan.FromMilliseconds(200);

    private readonly NodeHost _host;
    private readonly Queue<ReplicaInput> _inbox = [];
    private readonly NodePorts _ports;
    private ReplicaEffects _effects = new();
    private EffectRunner? _runner;
    private bool _isAwake;
    private bool _hasLostTail;
    private bool _hasLostRecord;
    private TimeSpan _busyUntil;

    /// <param name="slot">Which process; twins share an index and not a slot.</param>
    /// <param name="index">Which validator.</param>
    public SimulatedNode(NodeHost host, int slot, ushort index, SimulatedStore store, bool isHonest)
    {
        (_host, Slot, Index, Store, IsHonest) = (host, slot, index, store, isHonest);
        Journal = new(host.Bug);
        _ports = new(host, this);
    }

    public int Slot { get; }

    public ushort Index { get; }

    public bool IsHonest { get; }

    public SimulatedStore Store { get; private set; }

    public SimulatedJournal Journal { get; }

    /// <summary>None while the process is down.</summary>
    public LedgerReplica? Replica { get; private set; }

    public bool IsRunning => Replica is not null;

    /// <summary>Counts starts, so that what was meant for a dead process does not reach the next one.</summary>
    public int Generation { get; private set; }

    public TimeSpan ClockSkew { get; set; }

    /// <summary>The process dies at this many calls of its ports from now; 0 for never.</summary>
    public int CrashCountdown { get; set; }

    /// <summary>Called when the process died by itself.</summary>
    public Action<SimulatedNode>? Crashed { get; set; }

    /// <summary>Sees, changes or swallows what the process sends; honest processes have none.</summary>
    public ILiar? Liar { get; init; }

    public NodePorts Ports => _ports;

    public bool IsValid(Certificate certificate) => _host.Edge.IsValid(certificate);

    /// <summary>The very bytes that a customer signed.</summary>
    public bool IsOfCustomer(Transaction transaction) => _host.IsOfCustomer(transaction);

    public void Start()
    {
        Invariant.That(Replica is null);
        Generation++;
        if (_hasLostTail)
            _host.Checker.Note(Mark.JournalTailLost);
        _hasLostTail = false;
        _effects = new();
        Replica = _host.NewReplica(Index, _ports);
        _runner = new(new(_ports, _ports, _ports, _ports, _ports, _ports, _ports, _ports));
        _host.Checker.OnStart(this);
        if (_hasLostRecord)
            Replica.AbstainUntilRejoined();
        Replica.Start(_host.TimeOf(ClockSkew), Journal.Scan(), _effects);
        if (Replica.AgreementState!.Promised.Votes().Any())
            _host.Checker.Note(Mark.VotesRecast);
        CarryOut();
        _host.Network!.Connect(this);
        if (_hasLostRecord)
            AskToRejoin();
    }

    /// <summary>The disk is gone; the key and what it signed before are not.</summary>
    public void Wipe()
    {
        Invariant.That(Replica is null);
        Journal.Wipe();
        Store = _host.Genesis.NewStore();
        _hasLostRecord = true;
        _host.Checker.OnWiped(this);
    }

    public void Crash()
    {
        if (Replica is null)
            return;
        Replica = null;
        _inbox.Clear();
        _isAwake = false;
        CrashCountdown = 0;
        _hasLostTail = Journal.Crash(_host.Random);
        _host.Trace.Add("crash", Slot);
        _host.Network!.Disconnect(this);
    }

    public void Receive(ushort peer, PeerMessage message)
    {
        if (Replica is null)
            return;
        message = _host.Wire?.Pass(message) ?? message;
        if (!_host.Edge.Accepts(peer, message))
            return;
        _host.Checker.OnMessage(message);
        if (message is PeerMessage.Body or PeerMessage.FoundBatch)
            _host.Checker.Note(Mark.BodyFetched);
        Liar?.OnReceived(this, message);
        Post(new ReplicaInput.MessageReceived(peer, Verified.AfterChecking(message)));
    }

    public void Connect(ushort peer) => Post(new ReplicaInput.PeerConnected(peer));

    public void Disconnect(ushort peer) => Post(new ReplicaInput.PeerDisconnected(peer));

    public void Submit(ulong submission, Transaction transaction) =>
        Post(new ReplicaInput.Submitted(submission, Verified.AfterChecking(transaction)));

    /// <summary>Hands an input to this start of the process after a while; a later start never sees it.</summary>
    public void PostAfter(TimeSpan delay, ReplicaInput input)
    {
        var generation = Generation;
        _host.Scheduler.After(delay, () =>
        {
            if (generation == Generation)
                Post(input);
        });
    }

    /// <summary>A vote is durable: from here on a restart knows what to keep to.</summary>
    public void OnSign()
    {
        if (_hasLostRecord)
            _host.Checker.Note(Mark.Rejoined);
        _hasLostRecord = false;
    }

    // PROTOCOL 9.12: a quorum of others says where it stands, each with the proof; liars say as little as they can.
    private void AskToRejoin()
    {
        var generation = Generation;
        var tips = _host.Network!.TipsInReach(this);
        if (tips.Count >= Store.Tip.Validators.Quorum)
        {
            Post(new ReplicaInput.Rejoined(tips.Max()));
            return;
        }

        _host.Scheduler.After(RejoinPause, () =>
        {
            if (generation == Generation && Replica is not null)
                AskToRejoin();
        });
    }

    private void Post(ReplicaInput input)
    {
        if (Replica is null)
            return;
        _inbox.Enqueue(input);
        if (_isAwake)
            return;
        _isAwake = true;
        var generation = Generation;
        var now = _host.Scheduler.Now;
        _host.Scheduler.After(_busyUntil > now ? _busyUntil - now : TimeSpan.Zero, () =>
        {
            if (generation == Generation && Replica is not null)
                Drain();
        });
    }

    // The host's loop: all inputs that are there, one flush, then everything others can see.
    private void Drain()
    {
        _isAwake = false;
        while (_inbox.TryDequeue(out var input))
        {
            _host.Trace.Add(this, input);
            Replica!.Handle(_host.TimeOf(ClockSkew), input, _effects);
        }

        CarryOut();
        if (Replica is not null)
            _host.Checker.OnStep(this, Replica);
    }

    private void CarryOut()
    {
        var flushes = Journal.Flushes;
        try
        {
            _runner!.Run(_effects);
        }
        catch (SimulatedCrashException)
        {
            Crash();
            Crashed?.Invoke(this);
        }

        if (Journal.Flushes > flushes)
            _busyUntil = _host.Scheduler.Now + _host.FlushTime;
    }
}
