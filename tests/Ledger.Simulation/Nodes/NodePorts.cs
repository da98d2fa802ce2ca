using System.Collections.Immutable;
using Ledger.Consensus.Messages;
using Ledger.Model.Blocks;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Blocks;
using Ledger.Replica.Ports;

namespace Ledger.Simulation.Nodes;

/// <summary>The simulated outside of one process. Every call of it is a place where the process may die.</summary>
internal sealed class NodePorts(NodeHost host, SimulatedNode node)
    : IBlockStore, IJournal, IPeers, ITimers, ISigner, IExecution, ISubmitters, IReplicaObserver
{
    private static readonly TimeSpan WorkMax = TimeSpan.FromMilliseconds(3);

    private readonly BlockWorker _worker = host.NewWorker();

    public ChainTip Tip => node.Store.Tip;

    public void Append(JournalRecord record)
    {
        MayCrash();
        node.Journal.Append(record);
    }

    public void Flush()
    {
        MayCrash();
        node.Journal.Flush();
        MayCrash();
    }

    public void Prune(Height below) => node.Journal.Prune(below);

    public JournalScan Scan() => node.Journal.Scan();

    public void Commit(BlockCommit commit)
    {
        MayCrash();
        node.Store.Commit(commit);
        host.Checker.OnCommit(node, commit);
        host.Trace.Add(node, commit);
        MayCrash();
    }

    public void Keep(Evidence evidence)
    {
        MayCrash();
        node.Store.Keep(evidence);
        MayCrash();
    }

    public IReadOnlyList<Evidence> ReadEvidence() => node.Store.ReadEvidence();

    public CertifiedBlock? FindBlock(Height height) => node.Store.FindBlock(height);

    public Header? FindHeader(Height height) => node.Store.FindHeader(height);

    public Model.Certificates.FinalityCertificate? FindCertificate(Height height) => node.Store.FindCertificate(height);

    public CommittedTransaction? FindTransaction(TransactionId id) => node.Store.FindTransaction(id);

    public ICommittedState OpenState() => node.Store.OpenState();

    public void Send(ushort peer, PeerMessage message)
    {
        MayCrash();
        if (node.Liar?.OnSend(node, peer, message) != true)
            host.Network!.Send(node, peer, message);
    }

    public void Broadcast(PeerMessage message)
    {
        MayCrash(message is PeerMessage.Consensus { Message: ConsensusMessage.Proposed });
        if (node.Liar?.OnSend(node, null, message) != true)
            host.Network!.Broadcast(node, message);
    }

    public void SendBlocks(ushort peer, Height from, int count)
    {
        var blocks = ImmutableArray.CreateBuilder<CertifiedBlock>();
        for (var height = from; blocks.Count < count && node.Store.FindBlock(height) is { } block; height = height.Next)
            blocks.Add(block);
        Send(peer, new PeerMessage.Blocks(blocks.ToImmutable()));
    }

    public void Start(ReplicaTimer timer, TimeSpan delay) =>
        node.PostAfter(delay, new ReplicaInput.TimerExpired(timer));

    // An expiry that was cancelled still comes, as it may in a real node; the replica knows it as stale.
    public void Cancel(TimerPurpose purpose)
    {
    }

    public void Sign(Vote vote, Model.Certificates.NotarizationCertificate? notarization)
    {
        MayCrash(vote is Propose);
        node.OnSign();
        host.Checker.OnSign(node, vote);
        var signature = host.Keyring.Sign(node.Index, vote.DigestFor(host.Genesis.Document.Id));
        var signed = new SignedVote(vote, node.Index, signature);
        node.PostAfter(TimeSpan.Zero, new ReplicaInput.VoteSigned(signed));
    }

    public void Build(BuildRequest request)
    {
        var built = _worker.Build(request, node.Store.State.View);
        node.PostAfter(Work(), new ReplicaInput.BlockBuilt(built));
    }

    public void Judge(JudgeRequest request)
    {
        var judged = _worker.Judge(request, node.Store.State.View);
        node.PostAfter(Work(), new ReplicaInput.BlockJudged(judged));
    }

    public void Answer(ulong submission, SubmissionAnswer answer) => host.Checker.OnAnswer(node, submission, answer);

    public void Observe(ReplicaEvent happened)
    {
        host.Trace.Add(node, happened);
        host.Checker.OnEvent(node, happened);
    }

    private TimeSpan Work() => host.Random.Between(TimeSpan.Zero, WorkMax);

    private void MayCrash(bool isProposing = false)
    {
        if (node.CrashCountdown == 0 || --node.CrashCountdown > 0)
            return;
        if (isProposing)
            host.Checker.Note(Checkers.Mark.ProposerDiedUnseen);
        throw new SimulatedCrashException();
    }
}
