using System.Collections.Concurrent;
using System.Threading.Channels;
using Ledger.Api.Ports;
using Ledger.Model;
using Ledger.Model.Transactions;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Api.Submissions;

/// <summary>Gives each call that waits for a transaction a number, and brings it the replica's answers.</summary>
public sealed class SubmissionDesk(IReplicaInbox inbox) : ISubmitters
{
    /// <summary>Calls that wait at once at most; over that a call is told to come back.</summary>
    public const int WaitingMax = 50_000;

    private readonly ConcurrentDictionary<ulong, Channel<SubmissionAnswer>> _waiting = new();
    private ulong _last;

    /// <summary>Calls that wait now.</summary>
    public int WaitingCount => _waiting.Count;

    /// <summary>Null if the node has no room for it now.</summary>
    public Submission? TrySubmit(Verified<Transaction> transaction) =>
        TryOpen(transaction.Value.Id, number => new ReplicaInput.Submitted(number, transaction));

    /// <summary>Null if the node has no room for it now.</summary>
    public Submission? TryWatch(TransactionId transaction, Timestamp validUntil) =>
        TryOpen(transaction, number => new ReplicaInput.Watched(number, transaction, validUntil));

    void ISubmitters.Answer(ulong submission, SubmissionAnswer answer)
    {
        if (!_waiting.TryGetValue(submission, out var answers))
            return;
        answers.Writer.TryWrite(answer);
        if (answer.IsLast && _waiting.TryRemove(submission, out _))
            answers.Writer.Complete();
    }

    internal void Drop(ulong submission, TransactionId transaction)
    {
        // Nobody listens any more; if the inbox is full, the answer will find nobody, which is as good.
        if (_waiting.TryRemove(submission, out _))
            inbox.TryPost(new ReplicaInput.SubmissionDropped(submission, transaction));
    }

    private Submission? TryOpen(TransactionId transaction, Func<ulong, ReplicaInput> input)
    {
        if (_waiting.Count >= WaitingMax)
            return null;
        var number = Interlocked.Increment(ref _last);

        // The replica says little to each submission, so the channel is small by nature: at most pending, then the end.
        var answers = Channel.CreateUnbounded<SubmissionAnswer>(
            new() { SingleReader = true, AllowSynchronousContinuations = false });
        _waiting[number] = answers;
        if (inbox.TryPost(input(number)))
            return new(this, number, transaction, answers.Reader);
        _waiting.TryRemove(number, out _);
        return null;
    }
}
