using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Batches;
using Ledger.Replica.Blocks;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Submissions;

/// <summary>Where transactions come in through this node: answered at once, or taken and waited for.</summary>
internal sealed class Intake(
    BatchExchange batches, Screening screening, RecentOutcomes outcomes, Waiters waiters, Outbox outbox)
{
    /// <param name="mayBeBehind">The tip may be old: what it refuses, another may take.</param>
    public void Submit(ulong submission, Transaction transaction, ChainTip tip, bool mayBeBehind)
    {
        if (AnswerAtOnce(transaction, tip) is { } answer)
        {
            var isDoubtful = mayBeBehind && answer is SubmissionAnswer.Refused;
            outbox.Answer(submission, isDoubtful ? new SubmissionAnswer.CatchingUp(transaction.Id) : answer);
            return;
        }

        var isNew = !batches.Holds(transaction.Id);
        var hasRoom = !isNew || batches.HasRoomFor(transaction);
        if (!hasRoom || !waiters.TryAdd(submission, transaction.Id, transaction.Body.ValidUntil))
        {
            outbox.Answer(submission, new SubmissionAnswer.Busy(transaction.Id));
            return;
        }

        outbox.Answer(submission, new SubmissionAnswer.Pending(transaction.Id));
        if (isNew)
            batches.Gather(transaction, tip);
    }

    /// <summary>Somebody waits for a transaction that may have come in elsewhere.</summary>
    public void Watch(ulong submission, TransactionId id, Timestamp validUntil, ChainTip tip)
    {
        if (AnswerFromLog(id, validUntil, tip) is { } answer)
            outbox.Answer(submission, answer);
        else if (!waiters.TryAdd(submission, id, validUntil))
            outbox.Answer(submission, new SubmissionAnswer.Busy(id));
    }

    private SubmissionAnswer? AnswerAtOnce(Transaction transaction, ChainTip tip)
    {
        if (AnswerFromLog(transaction.Id, transaction.Body.ValidUntil, tip) is { } answer)
            return answer;
        if (batches.Holds(transaction.Id))
            return null;
        var reason = batches.UsesNonce(transaction.Body)
            ? Reason.TransactionNonceReused
            : screening.Judge(transaction, tip.Height, outbox.Now);
        return reason == Reason.None ? null : new SubmissionAnswer.Refused(transaction.Id, reason);
    }

    // The log is asked first, so that the same bytes give the same outcome whenever they are sent again.
    private SubmissionAnswer? AnswerFromLog(TransactionId id, Timestamp validUntil, ChainTip tip)
    {
        if (outcomes.Find(id) is { } committed)
            return new SubmissionAnswer.Committed(id, committed.Height, committed.Index, committed.Outcome);
        return validUntil <= tip.Header.Time ? new SubmissionAnswer.Expired(id, tip.Height) : null;
    }
}
