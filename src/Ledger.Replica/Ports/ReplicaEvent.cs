using Ledger.Consensus;
using Ledger.Consensus.Votes;
using Ledger.Model.Certificates;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Replica.Ports;

/// <summary>What the operator may want to know: the source of logs, metrics and alarms.</summary>
public abstract record ReplicaEvent
{
    private ReplicaEvent()
    {
    }

    /// <param name="View">The one that made the block final: how many were used.</param>
    public sealed record BlockCommitted(Height Height, BlockHash Block, View View, int Transactions) : ReplicaEvent;

    /// <param name="Entry">The certificate that led there; none for the first view.</param>
    public sealed record ViewEntered(Height Height, View View, ushort Leader, CertificateKind? Entry) : ReplicaEvent;

    public sealed record Nullifying(Height Height, View View, NullifyReason Reason) : ReplicaEvent;

    public sealed record EvidenceFound(Evidence Evidence) : ReplicaEvent;

    /// <summary>
    /// The node stops voting for good: its state is wrong, or the network's agreement is (PROTOCOL 9.10).
    /// </summary>
    public sealed record Halted(HaltReason Reason, FinalityCertificate First, string Detail) : ReplicaEvent;

    /// <summary>A block that others proposed is invalid here.</summary>
    public sealed record BlockRejected(Height Height, BlockHash Block, string Fault) : ReplicaEvent;

    /// <summary>The guard or the signer refused a vote that the core wanted to cast.</summary>
    public sealed record VoteRefused(Vote Vote, VoteRefusal Refusal) : ReplicaEvent;

    /// <summary>The journal can't be trusted: this node follows and does not vote.</summary>
    public sealed record Quarantined(string Why) : ReplicaEvent;
}
