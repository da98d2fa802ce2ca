using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Replica.Ports;

/// <summary>What the node says of a transaction. A time-out is never an answer.</summary>
public abstract record SubmissionAnswer(TransactionId Transaction)
{
    /// <summary>Nothing more is said to this submission.</summary>
    public bool IsLast => this is not Pending;

    /// <summary>In the pool; the outcome follows.</summary>
    public sealed record Pending(TransactionId Transaction) : SubmissionAnswer(Transaction);

    /// <summary>The one final outcome, in the log.</summary>
    /// <param name="Outcome">Canonical bytes (PROTOCOL 8).</param>
    public sealed record Committed(TransactionId Transaction, Height Height, int Index, ReadOnlyMemory<byte> Outcome)
        : SubmissionAnswer(Transaction);

    /// <summary>Not in the log, and this block's time proves that it never will be.</summary>
    public sealed record Expired(TransactionId Transaction, Height Height) : SubmissionAnswer(Transaction);

    /// <summary>
    /// Not taken, for what this node's tip says of it. Not an outcome: the same bytes may be sent again while they are
    /// valid, and another node may hold them. After <see cref="Pending"/> only if the log has its nonce for others.
    /// </summary>
    public sealed record Refused(TransactionId Transaction, Reason Reason) : SubmissionAnswer(Transaction);

    /// <summary>Not taken by a tip that may be behind the network's. Not an outcome: ask another node.</summary>
    public sealed record CatchingUp(TransactionId Transaction) : SubmissionAnswer(Transaction);

    /// <summary>No room in the pool for this source, or too many wait. Not an outcome.</summary>
    public sealed record Busy(TransactionId Transaction) : SubmissionAnswer(Transaction);
}
