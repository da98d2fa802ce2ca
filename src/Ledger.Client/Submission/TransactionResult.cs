using System.Collections.Immutable;
using Ledger.Client.Answers;
using Ledger.Model.Outcomes;
using Ledger.Model.Reasons;
using Ledger.Model.Values;

namespace Ledger.Client.Submission;

/// <summary>
/// What became of a transaction, as far as anybody can know. Closed: the cases below are all there are.
/// </summary>
public abstract record TransactionResult(TransactionId Id)
{
    /// <summary>Final, in a block.</summary>
    public sealed record Succeeded(TransactionId Id, TransactionPlace Place, ImmutableArray<OperationEffect> Effects)
        : TransactionResult(Id);

    /// <summary>Final, in a block: nothing moved, and the same bytes never will move anything.</summary>
    /// <param name="Word">The reason's word, also one that this version does not know.</param>
    /// <param name="FailedOperation">Index of the operation that failed.</param>
    public sealed record Failed(
        TransactionId Id, TransactionPlace Place, Reason Reason, string Word, int FailedOperation)
        : TransactionResult(Id)
    {
        /// <summary>
        /// Tokens that it is about: the pair whose limit it met, or a cycle, each given for the next.
        /// </summary>
        public ImmutableArray<Ticker> Subjects { get; init; } = [];
    }

    /// <summary>
    /// No node took it, so nothing came of sending it here. The same bytes may still succeed while they are valid, if
    /// the reason goes away or somebody else sent them elsewhere.
    /// </summary>
    public sealed record Refused(TransactionId Id, LedgerError Error) : TransactionResult(Id);

    /// <summary>Final: it is not in the log, and the time of this block proves that it never will be.</summary>
    public sealed record Expired(TransactionId Id, Height Height) : TransactionResult(Id);

    /// <summary>
    /// It may be in the log, now or later. Send the same bytes again (<see cref="LedgerClient.ResumeAsync"/>); after
    /// their validity the answer is certain.
    /// </summary>
    /// <param name="LastError">Why the last node that was asked could not say.</param>
    public sealed record Unknown(TransactionId Id, LedgerError LastError) : TransactionResult(Id);
}

/// <param name="Index">Its place among the block's transactions, from 0.</param>
public readonly record struct TransactionPlace(Height Height, int Index);
