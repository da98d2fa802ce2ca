using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Replica.Submissions;

/// <summary>Who waits for which transaction. Each gets exactly one last answer.</summary>
internal sealed class Waiters(int countMax)
{
    private readonly Dictionary<TransactionId, Waited> _waited = [];
    private readonly SortedSet<(Timestamp ValidUntil, TransactionId Transaction)> _expiries = [];

    public int Count { get; private set; }

    /// <summary>When the first transaction that somebody waits for can no longer enter the log.</summary>
    public Timestamp? FirstExpiry => _expiries.Count == 0 ? null : _expiries.Min.ValidUntil;

    /// <summary>False if too many wait already.</summary>
    public bool TryAdd(ulong submission, TransactionId transaction, Timestamp validUntil)
    {
        if (Count >= countMax)
            return false;
        if (!_waited.TryGetValue(transaction, out var waited))
        {
            _waited[transaction] = waited = new(validUntil, []);
            _expiries.Add((validUntil, transaction));
        }

        waited.Submissions.Add(submission);
        Count++;
        return true;
    }

    public void Drop(ulong submission, TransactionId transaction)
    {
        if (!_waited.TryGetValue(transaction, out var waited) || !waited.Submissions.Remove(submission))
            return;
        Count--;
        if (waited.Submissions.Count == 0)
            Forget(transaction, waited);
    }

    /// <summary>Gives all who wait for a transaction their last answer.</summary>
    public void AnswerAll(SubmissionAnswer answer, Outbox outbox)
    {
        if (!_waited.TryGetValue(answer.Transaction, out var waited))
            return;
        Forget(answer.Transaction, waited);
        Count -= waited.Submissions.Count;
        foreach (var submission in waited.Submissions)
            outbox.Answer(submission, answer);
    }

    /// <summary>
    /// Says "expired" for all that a block of this time shuts out; those in the log were answered before.
    /// </summary>
    public void Expire(Height height, Timestamp blockTime, Outbox outbox)
    {
        while (_expiries.Count > 0 && _expiries.Min.ValidUntil <= blockTime)
            AnswerAll(new SubmissionAnswer.Expired(_expiries.Min.Transaction, height), outbox);
    }

    private void Forget(TransactionId transaction, Waited waited)
    {
        _waited.Remove(transaction);
        _expiries.Remove((waited.ValidUntil, transaction));
    }

    private sealed record Waited(Timestamp ValidUntil, List<ulong> Submissions);
}
