using Ledger.Model;
using Ledger.Model.Blocks;
using Ledger.Model.Certificates;
using Ledger.Model.Reasons;
using Ledger.Model.Transactions;
using Ledger.Replica.Bodies;
using Ledger.Replica.Pool;
using Ledger.Replica.Ports;
using Ledger.Replica.Submissions;

namespace Ledger.Replica.Blocks;

/// <summary>
/// The one way in which a block becomes final here, whoever brought it (R4): store, answers, pool, and the tip.
/// </summary>
internal sealed class BlockCommitter(
    TransactionPool pool, BlockBodies bodies, RecentOutcomes outcomes, Waiters waiters, Outbox outbox)
{
    /// <summary>Gives the tip after the block. The core asked for it, so its body is here and valid.</summary>
    public ChainTip Commit(FinalityCertificate certificate, ChainTip tip)
    {
        Invariant.That(certificate.Height == tip.Height.Next);
        var candidate = bodies.Find(certificate.Block);
        Invariant.That(candidate is { Block: not null, Execution: not null });
        var block = new CertifiedBlock(candidate.Block, certificate);
        var next = tip.After(block);
        var commit = new BlockCommit(block, candidate.Execution, next);
        outbox.Commit(commit);
        outbox.Append(new JournalRecord.Started(next.Height.Next));
        outbox.Release(new ReleasedEffect.PruneJournal(next.Height.Next));
        outbox.Report(new ReplicaEvent.BlockCommitted(
            next.Height, next.Hash, certificate.View, candidate.Block.Transactions.Length));
        Resolve(commit);
        Expire(next);
        return next;
    }

    private void Resolve(BlockCommit commit)
    {
        var transactions = commit.Block.Block.Transactions;
        for (var index = 0; index < transactions.Length; index++)
        {
            var transaction = transactions[index];
            var committed = new CommittedTransaction(
                commit.Tip.Height, index, commit.Execution.Outcomes[index + 1]);
            outcomes.Add(transaction.Id, committed);
            waiters.AnswerAll(
                new SubmissionAnswer.Committed(transaction.Id, committed.Height, index, committed.Outcome), outbox);
            if (pool.Resolve(transaction) is { } waiting && waiting.Id != transaction.Id)
                AnswerNonceReused(waiting);
        }
    }

    // The same author used the nonce for other bytes, and those are in the log now.
    private void AnswerNonceReused(Transaction waiting) =>
        waiters.AnswerAll(new SubmissionAnswer.Refused(waiting.Id, Reason.TransactionNonceReused), outbox);

    private void Expire(ChainTip tip)
    {
        pool.Expire(tip.Header.Time);
        waiters.Expire(tip.Height, tip.Header.Time, outbox);
    }
}
