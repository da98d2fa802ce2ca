using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Tests;

public sealed class EffectRunnerTests
{
    private static readonly Vote Vote = new Nullify(new Height(1), View.First, View.First);

    private readonly ReplicaEffects _effects = new();

    [Fact]
    public void Run_RecordAndSignature_FlushesOnceBeforeItSigns()
    {
        var ports = new RecordingPorts();
        _effects.Add(new ReleasedEffect.Sign(Vote, null));
        _effects.Add(new DurableEffect.Append(new JournalRecord.Voted(Vote, null)));
        _effects.Add(new DurableEffect.Append(new JournalRecord.Started(new Height(2))));

        new EffectRunner(ports.All).Run(_effects);

        Assert.Equal(["append", "append", "flush", "sign"], ports.Calls);
    }

    [Fact]
    public void Run_StartOfAHeightAlone_WaitsForTheNextFlush()
    {
        var ports = new RecordingPorts();
        _effects.Add(new DurableEffect.Append(new JournalRecord.Started(new Height(2))));

        new EffectRunner(ports.All).Run(_effects);

        Assert.Equal(["append"], ports.Calls);
    }

    [Fact]
    public void Run_NothingDurable_DoesNotFlush()
    {
        var ports = new RecordingPorts();
        _effects.Add(new ReleasedEffect.CancelTimer(TimerPurpose.View));

        new EffectRunner(ports.All).Run(_effects);

        Assert.Equal(["cancel"], ports.Calls);
    }

    [Fact]
    public void Run_FlushFails_ReleasesNothing()
    {
        var ports = new RecordingPorts { FlushFails = true };
        _effects.Add(new DurableEffect.Append(new JournalRecord.Voted(Vote, null)));
        _effects.Add(new ReleasedEffect.Sign(Vote, null));

        Assert.Throws<IOException>(() => new EffectRunner(ports.All).Run(_effects));

        Assert.Equal(["append", "flush"], ports.Calls);
    }

    [Fact]
    public void Run_Twice_CarriesOutEachEffectOnce()
    {
        var ports = new RecordingPorts();
        _effects.Add(new ReleasedEffect.Sign(Vote, null));
        var runner = new EffectRunner(ports.All);

        runner.Run(_effects);
        runner.Run(_effects);

        Assert.Equal(["sign"], ports.Calls);
    }

    /// <summary>Notes what it is asked to do.</summary>
    private sealed class RecordingPorts
        : IBlockStore, IJournal, IPeers, ITimers, ISigner, IExecution, ISubmitters, IReplicaObserver
    {
        public List<string> Calls { get; } = [];

        public bool FlushFails { get; init; }

        public ReplicaPorts All => new(this, this, this, this, this, this, this, this);

        public ChainTip Tip => throw new NotSupportedException();

        public void Append(JournalRecord record) => Calls.Add("append");

        public void Flush()
        {
            Calls.Add("flush");
            if (FlushFails)
                throw new IOException("The disk is full.");
        }

        public void Prune(Height below) => Calls.Add("prune");

        public JournalScan Scan() => JournalScan.Empty;

        public void Commit(BlockCommit commit) => Calls.Add("commit");

        public void Keep(Evidence evidence) => Calls.Add("keep");

        public IReadOnlyList<Evidence> ReadEvidence() => [];

        public CertifiedBlock? FindBlock(Height height) => null;

        public Header? FindHeader(Height height) => null;

        public FinalityCertificate? FindCertificate(Height height) => null;

        public CommittedTransaction? FindTransaction(TransactionId id) => null;

        public ICommittedState OpenState() => throw new NotSupportedException();

        public void Send(ushort peer, PeerMessage message) => Calls.Add("send");

        public void Broadcast(PeerMessage message) => Calls.Add("broadcast");

        public void SendBlocks(ushort peer, Height from, int count) => Calls.Add("blocks");

        public void Start(ReplicaTimer timer, TimeSpan delay) => Calls.Add("start");

        public void Cancel(TimerPurpose purpose) => Calls.Add("cancel");

        public void Sign(Vote vote, NotarizationCertificate? notarization) => Calls.Add("sign");

        public void Build(BuildRequest request) => Calls.Add("build");

        public void Judge(JudgeRequest request) => Calls.Add("judge");

        public void Answer(ulong submission, SubmissionAnswer answer) => Calls.Add("answer");

        public void Observe(ReplicaEvent happened) => Calls.Add("observe");
    }
}
