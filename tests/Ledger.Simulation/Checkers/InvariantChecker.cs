using Ledger.Consensus.Messages;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica.Ports;
using Ledger.Simulation.Nodes;

namespace Ledger.Simulation.Checkers;

/// <summary>Watches all processes at every step and stops the simulation at the first broken promise.</summary>
internal sealed class InvariantChecker
{
    private readonly CommittedChain _chain = new();
    private readonly StatementLog _statements = new();
    private readonly CertificateLog _certificates = new();
    private readonly SubmissionLog _submissions = new();
    private readonly Dictionary<int, (Height Height, View View)> _views = [];

    /// <summary>Validators that lie: nothing is promised about them.</summary>
    public HashSet<ushort> Liars { get; } = [];

    public CommittedChain Chain => _chain;

    public SubmissionLog Submissions => _submissions;

    /// <summary>The highest view that any honest process entered.</summary>
    public View HighestView { get; private set; }

    public int EvidenceFound { get; private set; }

    public void OnStart(SimulatedNode node) => _views.Remove(node.Slot);

    public void OnMessage(PeerMessage message)
    {
        if (message is PeerMessage.Consensus { Message: var consensus })
            _certificates.Add(CertificatesOf(consensus));
    }

    public void OnSign(SimulatedNode node, Vote vote)
    {
        if (!node.IsHonest)
            return;
        Require(node.Journal.IsDurable(vote), "I7 persist before send", $"node {node.Slot} signs {vote}");
        _statements.Add(node.Index, vote);
    }

    public void OnCommit(SimulatedNode node, BlockCommit commit)
    {
        if (node.IsHonest)
            _chain.Add(node, commit);
    }

    public void OnAnswer(SimulatedNode node, ulong submission, SubmissionAnswer answer)
    {
        if (node.IsHonest)
            _submissions.OnAnswer(submission, answer);
    }

    public void OnEvent(SimulatedNode node, ReplicaEvent happened)
    {
        if (!node.IsHonest)
            return;
        switch (happened)
        {
            case ReplicaEvent.ViewEntered entered:
                OnViewEntered(node, entered);
                break;
            case ReplicaEvent.EvidenceFound found:
                EvidenceFound++;
                var culprit = found.Evidence.Culprit;
                Require(Liars.Contains(culprit), "I13 accountability", $"honest validator {culprit} is accused");
                break;
            case ReplicaEvent.Halted halted:
                throw new SimulationFailureException("I1 agreement", $"node {node.Slot} halted: {halted}");
        }
    }

    public static void Require(bool holds, string promise, string detail)
    {
        if (!holds)
            throw new SimulationFailureException(promise, detail);
    }

    private void OnViewEntered(SimulatedNode node, ReplicaEvent.ViewEntered entered)
    {
        var isFirst = !_views.TryGetValue(node.Slot, out var last);
        var isForward = entered.Height > last.Height || (entered.Height == last.Height && entered.View > last.View);
        Require(isFirst || isForward, "I9 views only grow", $"node {node.Slot}: {entered} after {last}");
        var isEntitled = entered.View == View.First || entered.Entry is not null || isFirst;
        Require(isEntitled, "I9 views need a certificate", $"node {node.Slot}: {entered}");
        _views[node.Slot] = (entered.Height, entered.View);
        if (entered.View > HighestView)
            HighestView = entered.View;
    }

    private static IEnumerable<Certificate?> CertificatesOf(ConsensusMessage message) => message switch
    {
        ConsensusMessage.Proposed { Proposal: var proposal } =>
            [proposal.Justification.Skip, proposal.Justification.Notarization, proposal.ParentCertificate],
        ConsensusMessage.Voted { Vote: var vote } => [vote.Notarization],
        ConsensusMessage.Certified { Certificate: var certificate } => [certificate],
        _ => [],
    };
}
