using Ledger.Consensus;
using Ledger.Consensus.Messages;
using Ledger.Model.Certificates;
using Ledger.Model.Reasons;
using Ledger.Model.Validators;
using Ledger.Model.Values;
using Ledger.Model.Votes;
using Ledger.Replica;
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
    private readonly StandingChecker _standing = new();
    private readonly AccountabilityLog _accountability = new();
    private readonly ViewLog _views = new();

    /// <summary>Validators that lie: nothing is promised about them.</summary>
    public HashSet<ushort> Liars { get; } = [];

    /// <summary>More than f lie: the chain may fork, and what remains is that those who made it are named.</summary>
    public bool ToleratesForks { get; set; }

    public CommittedChain Chain => _chain;

    public SubmissionLog Submissions => _submissions;

    /// <summary>The highest view that any honest process entered.</summary>
    public View HighestView => _views.Highest;

    public int EvidenceFound { get; private set; }

    public MarkSet Marks { get; private set; }

    public void Note(Mark mark) => Marks = Marks.With(mark);

    public void OnStart(SimulatedNode node) => _views.OnStart(node);

    public void OnWiped(SimulatedNode node) => _standing.OnWiped(node);

    /// <summary>A process has carried out all that an input asked for.</summary>
    public void OnStep(SimulatedNode node, LedgerReplica replica)
    {
        if (!node.IsHonest)
            return;
        Bounds.Check(node, replica);
        _standing.Check(node, replica);
    }

    public void OnMessage(PeerMessage message)
    {
        if (message is not PeerMessage.Consensus { Message: var consensus })
            return;
        if (ToleratesForks)
            _accountability.Add(consensus);
        else
            _certificates.Add(CertificatesOf(consensus), this);
    }

    /// <summary>I13: evidence names 2q - n liars at least, and nobody else.</summary>
    public void RequireForkIsNamed(ValidatorSet validators)
    {
        Require(_chain.Forks.Count > 0, "expectation", "no fork");
        foreach (var height in _chain.Forks)
        {
            var culprits = _accountability.CulpritsAt(height, validators);
            var least = (2 * validators.Quorum) - validators.Count;
            Require(culprits.Count >= least, "I13 accountability", $"{culprits.Count} of {least} named at {height}");
            Require(culprits.IsSubsetOf(Liars), "I13 accountability", $"honest ones accused at {height}");
        }
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
        if (!node.IsHonest)
            return;
        _chain.Add(node, commit, this);
        foreach (var transaction in commit.Block.Block.Transactions)
            _submissions.OnLogged(transaction.Id);
    }

    public void OnAnswer(SimulatedNode node, ulong submission, SubmissionAnswer answer)
    {
        if (node.IsHonest && !ToleratesForks)
            _submissions.OnAnswer(submission, answer);
        if (answer is SubmissionAnswer.Expired)
            Note(Mark.TransactionExpired);
        if (answer is SubmissionAnswer.Refused { Reason: Reason.TransactionFailureLimit })
            Note(Mark.FailuresExhausted);
    }

    public void OnEvent(SimulatedNode node, ReplicaEvent happened)
    {
        if (!node.IsHonest)
            return;
        switch (happened)
        {
            case ReplicaEvent.ViewEntered entered:
                _views.Add(node, entered, ToleratesForks);
                if (entered.View.Value > 5)
                    Note(Mark.ViewAboveFive);
                break;
            case ReplicaEvent.Nullifying nullifying:
                OnNullifying(nullifying.Reason);
                break;
            case ReplicaEvent.EvidenceFound found:
                EvidenceFound++;
                Note(Mark.EvidenceFound);
                var culprit = found.Evidence.Culprit;
                Require(Liars.Contains(culprit), "I13 accountability", $"honest validator {culprit} is accused");
                break;
            case ReplicaEvent.Halted halted when !ToleratesForks:
                throw new SimulationFailureException("I1 agreement", $"node {node.Slot} halted: {halted}");
        }
    }

    public static void Require(bool holds, string promise, string detail)
    {
        if (!holds)
            throw new SimulationFailureException(promise, detail);
    }

    private void OnNullifying(NullifyReason reason)
    {
        switch (reason)
        {
            case NullifyReason.Amplification:
                Note(Mark.Amplified);
                break;
            case NullifyReason.InvalidBlock:
                Note(Mark.InvalidBlock);
                break;
            case NullifyReason.ClockSkew:
                Note(Mark.ClockTooFarOff);
                break;
        }
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
