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

    public sealed record ViewEntered(Height Height, View View, ushort Leader) : ReplicaEvent;

    public sealed record EvidenceFound(Evidence Evidence) : ReplicaEvent;

    /// <summary>A certified block does not give the roots that its header claims, here. The node stops voting.</summary>
    public sealed record Diverged(Height Height, BlockHash Block, string Fault) : ReplicaEvent;

    /// <summary>Two blocks of one height are certified. The node stops voting (PROTOCOL 9.10).</summary>
    public sealed record SafetyHalted(Height Height, BlockHash One, BlockHash Other) : ReplicaEvent;

    /// <summary>The guard or the signer refused a vote that the core wanted to cast.</summary>
    public sealed record VoteRefused(Vote Vote, string Why) : ReplicaEvent;

    /// <summary>The journal can't be trusted: this node follows and does not vote.</summary>
    public sealed record Quarantined(string Why) : ReplicaEvent;
}
