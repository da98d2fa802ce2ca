using System.Threading.Channels;
using Ledger.Model.Values;
using Ledger.Replica.Ports;

namespace Ledger.Api.Submissions;

/// <summary>One call's wait for a transaction. Dispose when the call ends, whatever it got.</summary>
public sealed class Submission(
    SubmissionDesk desk, ulong number, TransactionId transaction, ChannelReader<SubmissionAnswer> answers) : IDisposable
{
    /// <summary>The next answer; after the last one (<see cref="SubmissionAnswer.IsLast"/>) there is none.</summary>
    public ValueTask<SubmissionAnswer> NextAsync(CancellationToken cancellationToken) =>
        answers.ReadAsync(cancellationToken);

    public async ValueTask<SubmissionAnswer> LastAsync(CancellationToken cancellationToken)
    {
        var answer = await NextAsync(cancellationToken);
        while (!answer.IsLast)
            answer = await NextAsync(cancellationToken);
        return answer;
    }

    public void Dispose() => desk.Drop(number, transaction);
}
