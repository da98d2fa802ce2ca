using Ledger.Model;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Model.Votes;

namespace Ledger.Replica.Ports;

/// <summary>Everything that can happen to a replica. Closed: the cases below are all there are.</summary>
public abstract record ReplicaInput
{
    private ReplicaInput()
    {
    }

    /// <param name="Peer">Registry index of the connection's authenticated owner.</param>
    public sealed record MessageReceived(ushort Peer, Verified<PeerMessage> Message) : ReplicaInput;

    public sealed record PeerConnected(ushort Peer) : ReplicaInput;

    public sealed record PeerDisconnected(ushort Peer) : ReplicaInput;

    public sealed record TimerExpired(ReplicaTimer Timer) : ReplicaInput;

    public sealed record VoteSigned(SignedVote Vote) : ReplicaInput;

    /// <summary>The signer's own guard said no, or it could not be reached. A normal event.</summary>
    public sealed record VoteRefused(Vote Vote) : ReplicaInput;

    public sealed record BlockBuilt(BuiltBlock Result) : ReplicaInput;

    public sealed record BlockJudged(JudgedBlock Result) : ReplicaInput;

    /// <summary>This node is the way in of a transaction.</summary>
    /// <param name="Submission">The host's number for whoever wants the answers.</param>
    public sealed record Submitted(ulong Submission, Verified<Transaction> Transaction) : ReplicaInput;

    /// <summary>Somebody wants the outcome of a transaction that may have come in elsewhere.</summary>
    public sealed record Watched(ulong Submission, TransactionId Transaction, Timestamp ValidUntil) : ReplicaInput;

    /// <summary>A quorum has attested where it stands: voting begins again well above that (PROTOCOL 9.12).</summary>
    /// <param name="Proven">The highest height of which a finality certificate was shown.</param>
    public sealed record Rejoined(Height Proven) : ReplicaInput;

    /// <summary>Whoever submitted or watched has gone.</summary>
    public sealed record SubmissionDropped(ulong Submission, TransactionId Transaction) : ReplicaInput;
}
